import { exampleIds } from "../example-ids.ts";
import * as routes from "../route-names.ts";
import { provocationsOf } from "./provocations-of.ts";

/** The documented errors of split. */
export const splitProvocations = provocationsOf("Split Errors", [
  {
    slug: "http-400-split-input-type",
    row: "Only file_id document inputs are supported for split jobs.",
    endpoints: routes.splitCreates,
    natural: "a beta split job whose document_input.type is not file_id",
  },
  {
    slug: "http-400-split-file-type",
    row: "Unsupported file type: ... Supported file types are ...",
    endpoints: routes.splitCreates,
    values: ["xlsx.", "pdf, doc, docx, ppt, pptx"],
    natural: "a file whose name does not end in pdf, doc, docx, ppt or pptx",
  },
  {
    slug: "http-400-split-file-size",
    row: "File size (... MB) exceeds the maximum allowed size of ... MB.",
    endpoints: routes.splitCreates,
    values: ["600.00", "512"],
    natural: "a file of more than 512 MB (`size-600mb` in its name will do)",
  },
  {
    slug: "http-400-split-no-categories",
    row: "Split configuration ... has no categories",
    endpoints: routes.splitCreates,
    values: [exampleIds.configuration],
    natural: "an empty list of categories",
  },
  {
    slug: "http-404-split-file",
    row: "File ... not found in project ...",
    endpoints: routes.splitCreates,
    values: [exampleIds.file, exampleIds.project],
    natural: "a file that is unknown, expired or of another project_id",
  },
  {
    slug: "http-404-split-job",
    row: "Split job not found",
    endpoints: routes.splitReads,
    natural: "an unknown, deleted or expired job id",
  },
]);
