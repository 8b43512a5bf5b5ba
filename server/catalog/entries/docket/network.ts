import type { CatalogEntry } from "#server/catalog/types.ts";

const network = {
  provider: "docket",
  family: "network",
  products: [],
  surfaces: ["client"],
  status: null,
  signal: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

const neverArrived = {
  billed: "no",
  billedDetail: "The request never reached the vendor.",
} as const;

const mayHaveArrived = {
  billed: "unknown",
  billedDetail: "The vendor may have received the request and begun a job. Look for one before you send again.",
} as const;

/** Exchanges that broke between Docket, or any client, and the vendor: no answer, or not a whole one. */
export const networkEntries: CatalogEntry[] = [
  {
    ...network,
    id: "docket/connection-refused",
    title: "The vendor's address refuses the connection",
    meaning: "The machine at that address answered that nothing listens on the port. The request was not delivered.",
    whoActs: "operator",
    whoActsDetail: "The operator: check the base URL, then the vendor's status page.",
    retry: "yes",
    retryDetail: "After a minute; if it goes on, the address is wrong or the service is down.",
    ...neverArrived,
    steps: [
      "Compare the base URL of this provider and region with the vendor's documentation: host, port and scheme.",
      "Try it from the machine Docket runs on: `curl -v <base URL>`.",
      "For a deployment of your own or the sandbox, check that it is running.",
    ],
    code: "ECONNREFUSED",
    sources: [{ document: "nodejs-errors", row: "ECONNREFUSED" }],
  },
  {
    ...network,
    id: "docket/dns-failure",
    title: "The vendor's host name cannot be resolved",
    meaning:
      "No address was found for the name: it is misspelt, or name resolution does not work here. The request was not delivered.",
    whoActs: "operator",
    whoActsDetail: "The operator: check the host name and the resolver.",
    retry: "after_change",
    retryDetail: "After the name is corrected; EAI_AGAIN alone may pass by itself.",
    ...neverArrived,
    steps: [
      "Check the spelling of the host in the base URL.",
      "Resolve it on the machine Docket runs on: `getent hosts <host>`.",
      "If no name resolves, the machine's DNS or its way out is the cause: look at `/etc/resolv.conf`, firewall and proxy.",
    ],
    code: "ENOTFOUND",
    sources: [
      { document: "nodejs-errors", row: "ENOTFOUND" },
      { document: "nodejs-errors", row: "EAI_AGAIN" },
    ],
  },
  {
    ...network,
    id: "docket/tls-failure",
    title: "No secure connection to the vendor can be made",
    meaning: "The certificate or the TLS handshake was not accepted. The request was not delivered.",
    whoActs: "operator",
    whoActsDetail: "The operator: find out whose certificate was shown.",
    retry: "after_change",
    retryDetail: "After the certificate or the trust store is put right.",
    ...neverArrived,
    steps: [
      "Look at the certificate: `openssl s_client -connect <host>:443 -servername <host>`. Is its issuer the vendor's, or a proxy of your own?",
      "Behind an inspecting proxy, give Node its root certificate: `NODE_EXTRA_CA_CERTS`.",
      "Check the machine's clock; a wrong date makes good certificates look expired.",
      "`wrong version number` means that the other side speaks plain HTTP: check scheme and port.",
    ],
    code: null,
    sources: [
      { document: "nodejs-errors", row: "CERT_HAS_EXPIRED" },
      { document: "nodejs-errors", row: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
      { document: "nodejs-errors", row: "ERR_TLS_CERT_ALTNAME_INVALID" },
    ],
  },
  {
    ...network,
    id: "docket/connect-timeout",
    title: "The vendor could not be reached in time",
    meaning:
      "The connection was not made within the time allowed. Packets are dropped on the way, or the host is overloaded.",
    family: "timeout",
    whoActs: "wait",
    whoActsDetail: "Nobody at first; the operator, if it lasts.",
    retry: "yes",
    retryDetail: "After some seconds, with growing pauses.",
    ...neverArrived,
    steps: [
      "Try it again; single cases are usual on the internet.",
      "If it lasts, try from another network: if that works, look at your firewall, which drops packets instead of refusing them.",
      "Check the vendor's status page.",
    ],
    code: "UND_ERR_CONNECT_TIMEOUT",
    sources: [
      { document: "undici-errors", row: "UND_ERR_CONNECT_TIMEOUT" },
      { document: "nodejs-errors", row: "ETIMEDOUT" },
    ],
  },
  {
    ...network,
    id: "docket/upstream-timeout",
    title: "No answer came in time",
    meaning:
      "The request was sent, and the answer did not begin, or did not end, within the time allowed. The vendor may have done the work.",
    family: "timeout",
    whoActs: "caller",
    whoActsDetail: "The caller: look for the job before sending again.",
    retry: "after_change",
    retryDetail: "Reads at once. Submissions only after checking that no job was made.",
    ...mayHaveArrived,
    steps: [
      "For a submission, list the latest jobs (Docket: Jobs, newest first) and look for one made at that time.",
      "If there is one, follow it; if there is none, submit again.",
      "Prefer the asynchronous endpoints for long work, or raise the time limit of client and gateway.",
    ],
    code: "UND_ERR_HEADERS_TIMEOUT",
    sources: [
      { document: "undici-errors", row: "UND_ERR_HEADERS_TIMEOUT" },
      { document: "undici-errors", row: "UND_ERR_BODY_TIMEOUT" },
      { document: "docket-gateway", row: "upstream_timeout" },
    ],
  },
  {
    ...network,
    id: "docket/upstream-reset",
    title: "The connection broke before the answer was complete",
    meaning: "The other side, or something in between, closed the connection in the middle of the exchange.",
    whoActs: "caller",
    whoActsDetail: "The caller: look for the job before sending again.",
    retry: "after_change",
    retryDetail: "Reads at once. Submissions only after checking that no job was made.",
    ...mayHaveArrived,
    steps: [
      "For a submission, list the latest jobs and look for one made at that time.",
      "If large uploads break again and again, look for a size limit in a proxy on the way, and upload the file separately.",
      "If many calls break at the same moment, it is an outage or a restart: wait and repeat.",
    ],
    code: "ECONNRESET",
    sources: [
      { document: "nodejs-errors", row: "ECONNRESET" },
      { document: "nodejs-errors", row: "EPIPE" },
      { document: "undici-errors", row: "UND_ERR_SOCKET" },
      { document: "docket-gateway", row: "upstream_reset" },
    ],
  },
  {
    ...network,
    id: "docket/upstream-unreachable",
    title: "Docket could not reach the vendor",
    meaning:
      "No connection to the vendor's address could be made, so the request was not delivered. The call shows the exact cause.",
    whoActs: "operator",
    whoActsDetail: "The operator: check the address, then the way out of Docket's network.",
    retry: "yes",
    retryDetail: "After some seconds; if it goes on, find the cause first.",
    ...neverArrived,
    steps: [
      "Open the call and read the cause: refused, name not found, certificate or no answer. Each has guidance of its own.",
      "Try the address from the machine Docket runs on: `curl -v <base URL>`.",
      "If only this provider is out of reach, look at its status page; if all are, look at your own network.",
    ],
    code: "upstream_unreachable",
    sources: [{ document: "docket-gateway", row: "upstream_unreachable" }],
  },
  {
    ...network,
    id: "docket/connection-failed",
    title: "The connection failed, and nothing says why",
    meaning: "The client library reports a failed connection and leaves out the cause beneath it.",
    whoActs: "caller",
    whoActsDetail: "The caller: log the cause, and look for the job before sending a submission again.",
    retry: "after_change",
    retryDetail: "Reads at once. Submissions only after checking that no job was made: the request may have arrived.",
    ...mayHaveArrived,
    steps: [
      "For a submission, list the latest jobs (Docket: Jobs, newest first) and look for one made at that time. If there is one, follow it; if there is none, submit again.",
      "Log `error.cause` (JavaScript) or the chained exception (Python): it holds the code, such as ECONNREFUSED.",
      "Paste that into Diagnose: where it says that nothing was sent (refused, name not found), a repeat is safe.",
      "Try the base URL from the same machine: `curl -v <base URL>`.",
    ],
    code: null,
    signal: "fetch failed",
    sources: [{ document: "docket-gateway", row: "fetch failed" }],
  },
];
