import type { Teller } from "./tale.ts";

/** What is asked for in extractions; one of the vendors asks that every plain type allow null. */
export const dataSchema = {
  type: "object",
  properties: {
    counterparty: { type: ["string", "null"] },
    signed_on: { type: ["string", "null"] },
    total: { type: ["number", "null"] },
  },
};

const firms = ["Northwind", "Contoso", "Fabrikam", "Lindqvist", "Okafor", "Marchetti", "Tanaka", "Delacroix"] as const;
const streets = ["Harbour St", "Elm Row", "Quai 4", "Lindenallee", "Via Roma", "Mill Lane"] as const;
const topics = ["supply chain", "battery cells", "reinsurance", "rail freight", "urban heat"] as const;

const namers = {
  invoice: (of, n) => `INV-${20_000 + n(70_000)} ${of(firms)}.pdf`,
  scan: (of, n) => `scan_${n(9_000) + 1_000}_${of(streets).replace(" ", "_")}.pdf`,
  claim: (of, n) => `claim-${40_000 + n(9_999)}-${of(["photos", "report", "estimate", "letter"])}.pdf`,
  policy: (of, n) => `policy ${of(["HO", "AU", "CP"])}-${100_000 + n(800_000)}.pdf`,
  contract: (of, n) => `${of(["MSA", "NDA", "SOW", "DPA"])} ${of(firms)} v${1 + n(6)}.pdf`,
  lease: (of, n) => `lease ${1 + n(180)} ${of(streets)}.pdf`,
  receipt: (_of, n) => `receipt-${n(90_000) + 10_000}.png`,
  report: (of, n) => `${of(topics)} ${2019 + n(8)}.pdf`,
} satisfies Record<string, (of: <T>(list: readonly T[]) => T, n: (below: number) => number) => string>;

/** A document's name as this kind of application would have it. */
export function documentName(teller: Teller, kind: keyof typeof namers): string {
  const n = (below: number) => Math.floor(teller.random() * below);
  const of = <T>(list: readonly T[]): T => list[n(list.length)] as T;
  return namers[kind](of, n);
}

/** A file by address, where the vendor fetches it itself. */
export function addressOf(name: string): string {
  return `https://files.example.com/${encodeURIComponent(name)}`;
}

/** The same attempt up to `most` times, half a second, a second, two… apart, as a client does that is refused. */
export function failing(most: number, attempt: (teller: Teller) => Promise<unknown>) {
  return async (teller: Teller): Promise<void> => {
    const times = 1 + Math.floor(teller.random() * most);
    for (let tried = 0; tried < times; tried += 1) {
      await attempt(teller);
      teller.pass(500 * 2 ** tried);
    }
  };
}
