import * as routes from "../route-names.ts";
import { provocationsOf } from "./provocations-of.ts";

/** The documented errors of uploads. */
export const uploadProvocations = provocationsOf("File Upload Errors", [
  {
    slug: "http-400-empty-file",
    row: "Uploaded file is empty.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"],
    natural: "an upload of no bytes",
  },
  {
    slug: "http-400-no-filename",
    row: "File must have a filename.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"],
    natural: "a file part without a file name",
  },
  {
    slug: "http-400-no-file-field",
    row: "file field is required for multipart requests.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload"],
    natural: "a multipart body without the file field",
  },
  {
    slug: "http-429-upload-rate",
    row: "Rate limit exceeded. The file upload limit is ... requests per second.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"],
    values: ["10"],
    natural: "more than 50 uploads in 5 s (50 in 10 s for uploads to parse) with one key",
  },
]);
