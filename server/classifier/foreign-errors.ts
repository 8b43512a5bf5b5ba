import { allMatches } from "./all-matches.ts";
import { statusInText } from "./status-in-text.ts";
import { markFor } from "./text-marks.ts";

/**
 * Errors of services Docket does not stand in front of. Programs that send documents to a vendor also speak to model
 * providers, clouds and databases, and their logs carry the vendor's name beside somebody else's failure: such an error
 * gets no guidance of a vendor's, and none about the way to one.
 */

/** Exception classes that belong to one package; tested on the last error line only. */
const foreignClass =
  /^(?:[\w.]+\.)?(?:anthropic|groq|mistralai|cohere|together|replicate|voyageai|botocore|boto3|azure|google\.(?:api_core|genai|auth)|vertexai|huggingface_hub|transformers|unstructured_client|psycopg2?|asyncpg|sqlalchemy|sqlite3|pymysql|MySQLdb|pymongo|redis|celery|kombu|pinecone|qdrant_client|weaviate|chromadb|elasticsearch|stripe|supabase|postgrest)\b[\w.]*|^(?:PrismaClient\w+|Mongo\w*Error|PostgresError|SequelizeConnectionError|SqliteError|MilvusException|PineconeError|StripeError)\b/;
const errorLine =
  /^[ \t]*((?:[\w$]+\.){0,8}\w{0,60}(?:Error|Exception|Violation|Fault|Interrupt|Timeout))\b(?=[:\s(]|$)/gm;
/** Ports and greetings of databases and queues. */
const database =
  /(?::|\bport:? ?)(?:5432|6379|27017|3306|1433|5672|9092|9200|11211)\b|\bCan't (?:reach database|connect to MySQL) server\b/g;
const xmlError = /<Error>\s{0,4}<Code>\w{3,60}<\/Code>/;

/** No text without this mark is another service's error. */
export const foreignMark = markFor(foreignClass, database, xmlError);

/** Whether the last error of a text with these marks is another service's. */
export function isForeignText(text: string, marks: number): boolean {
  if (text.includes("<Code>") && xmlError.test(text)) return true;
  if (/connect|ECONNREFUSED|database/i.test(text) && endsAtADatabase(text, marks)) return true;
  const last = lastErrorClass(text);
  return last !== null && foreignClass.test(last);
}

/** Whether a database is what a text speaks of last: a log may go on to another host, which answered with a failure. */
function endsAtADatabase(text: string, marks: number): boolean {
  const last = allMatches(database, text).at(-1);
  if (!last) return false;
  const rest = text.slice(last.index);
  return !rest.includes("://") || (statusInText(rest, marks) ?? 0) < 400;
}

function lastErrorClass(text: string): string | null {
  if (!/Error|Exception|Violation/.test(text)) return null;
  let last: string | null = null;
  for (const match of allMatches(errorLine, text)) last = match[1] ?? last;
  return last;
}

/** Whether a payload has a shape only another service's errors have. */
export function isForeignPayload(payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  const body = payload as Record<string, unknown>;
  const { error } = body;
  if (typeof error !== "object" || error === null) return false;
  const inner = error as Record<string, unknown>;
  // Model providers: `{"error": {"message", "type", "param", "code"}}`, `{"type": "error", "error": {"type"}}`, `{"error": {"code": 429, "status"}}`.
  if ("param" in inner && "type" in inner) return true;
  if (body.type === "error" && typeof inner.type === "string") return true;
  if (typeof inner.code === "number" && typeof inner.status === "string") return true;
  return "innererror" in inner || "decline_code" in inner;
}
