/** Errors to try the box with: what clients, services and networks really print, with made-up ids. */
export const examples: readonly { name: string; text: string }[] = [
  {
    name: "a client's exception",
    text: "PollingError: Job pjb-7r2kq0x9v4m1t8c5z3b6n0w4d2hj failed with status: FAILED | Error: PDF_IS_PROTECTED\n    at pollUntilComplete (node_modules/client/core/polling.mjs:74:19)",
  },
  {
    name: "an answer's body",
    text: '{"code":"UNABLE_TO_DOWNLOAD_FILE","message":"The file could not be downloaded from the provided URL","retryable":false,"requestId":"req_Kd7sW2nP5xT9bQ4vL8mC"}',
  },
  {
    name: "a network's complaint",
    text: "curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received",
  },
];
