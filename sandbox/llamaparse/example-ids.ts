/** Ids that fill the gaps of a provoked text. They look like the vendor's and name nothing. */
export const exampleIds = {
  project: "3b7c2f0e-5d1a-4c86-9e2f-8a64d0b1f7c3",
  organization: "c41d9a52-7e30-4b1f-8f6d-2e95a7c0d8b4",
  user: "8f0e6b17-29c4-4d3a-b5e8-61d7f2a9c035",
  file: "dfl-5d0c1f3e-8b7a-4e29-9c64-1f2e3d4c5b6a",
  parseJob: "pjb-9q2mzk4tb7x1v0c8n6w3l5j2h4r7",
  agent: "e2a7c5d1-4f38-4b69-a0d2-7c8e9f1b3a54",
  configuration: "cfg-0d1c7b2e-6a5f-4938-8271-5e4d3c2b1a09",
} as const;
