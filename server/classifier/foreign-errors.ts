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
  /(?:^[ \t]*|: (?=[a-z]\w{0,40}\.))((?:[\w$]{1,60}\.){0,8}\w{0,60}(?:Error|Exception|Violation|Fault|Interrupt|Timeout))\b(?=[:\s(]|$)/gm;
/** Ports and greetings of databases, queues and servers of models. */
const database =
  /(?::|\bport[:=]? ?)(?:5432|6379|27017|3306|1433|5672|9092|9200|11211|11434)\b|\bCan't (?:reach database|connect to MySQL) server\b/g;
/** A class of a package that is a model provider's own client, and in which a vendor's errors may come as well. */
const modelClientClass = /^openai\.\w+$/;
/** Hosts that are known to be no vendor's: model providers, stores of vectors and of images. */
const otherHost =
  /\b(?:api\.openai\.com|openai\.azure\.com|cognitiveservices\.azure\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|aiplatform\.googleapis\.com|api\.mistral\.ai|api\.cohere\.(?:ai|com)|api\.groq\.com|api\.together\.xyz|api\.voyageai\.com|openrouter\.ai|pinecone\.io|qdrant\.io|supabase\.co|api\.stripe\.com|unstructuredapp\.io|platform\.reducto\.ai|api\.firecrawl\.dev|hooks\.slack\.com|ghcr\.io|huggingface\.co)\b/i;
/** The same by name, right before a status. */
const otherName =
  /\b(?:s3|openai|anthropic|gemini|azure|bedrock|textract|pinecone|qdrant|redis|postgres|stripe|slack|sendgrid|github|gitlab|docker)\b[^\n]{0,20}\b[45]\d\d\b/i;
const packageTool = /^(?:npm (?:ERR!|error)|ERROR: (?:Could not find a version|No matching distribution)|fatal: )/m;
const failing = /\b[45]\d\d\b|error|fail|refused|timed out|denied|not found/i;
const xmlError = /<Error>\s{0,4}<Code>\w{3,60}<\/Code>/;

/** No text without this mark is another service's error. */
export const foreignMark = markFor(
  foreignClass,
  modelClientClass,
  otherHost,
  otherName,
  packageTool,
  database,
  xmlError,
);

/** What is known of the vendor a text seems to be of. */
interface Presumed {
  /** It is called through model providers' clients, whose classes then tell nothing. */
  viaModelClient: boolean;
  /** Whether a line speaks of it. */
  isOurs(line: string): boolean;
}

/** Whether the last error of a text with these marks is another service's. */
export function isForeignText(text: string, marks: number, { viaModelClient, isOurs }: Presumed): boolean {
  if (text.includes("<Code>") && xmlError.test(text)) return true;
  if (/connect|ECONNREFUSED|database/i.test(text) && endsAtADatabase(text, marks)) return true;
  if (packageTool.test(text) || endsElsewhere(text, isOurs)) return true;
  const last = lastErrorClass(text);
  if (last === null || !(foreignClass.test(last.name) || (!viaModelClient && modelClientClass.test(last.name))))
    return false;
  return !goesOnToAFailure(text.slice(last.index), marks);
}

/** Whether a log goes on, to another host, which answered with a failure. The first line is the error's own. */
function goesOnToAFailure(rest: string, marks: number): boolean {
  const next = rest.indexOf("\n");
  if (next === -1 || !rest.includes("://", next)) return false;
  return (statusInText(rest.slice(next), marks) ?? 0) >= 400;
}

/** Whether the last line that speaks of a failure names a host or a service that is no vendor's, and no vendor. */
function endsElsewhere(text: string, isOurs: (line: string) => boolean): boolean {
  if (!otherHost.test(text) && !otherName.test(text)) return false;
  const line = text.split("\n").findLast((each) => failing.test(each));
  if (line === undefined || line.includes("{")) return false;
  return otherHost.test(line) || (otherName.test(line) && !isOurs(line));
}

/** Whether a database is what a text speaks of last: a log may go on to another host, which answered with a failure. */
function endsAtADatabase(text: string, marks: number): boolean {
  const last = allMatches(database, text).at(-1);
  if (!last) return false;
  const rest = text.slice(last.index);
  return !rest.includes("://") || (statusInText(rest, marks) ?? 0) < 400;
}

function lastErrorClass(text: string): { name: string; index: number } | null {
  if (!/Error|Exception|Violation/.test(text)) return null;
  const last = allMatches(errorLine, text).at(-1);
  return last ? { name: last[1] ?? "", index: last.index } : null;
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
