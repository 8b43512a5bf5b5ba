/**
 * Access: who may do what. It owns operators and their sessions (through Better Auth), the first admin's set-up link, API
 * tokens, clients and their tokens. It keeps no token or password but its hash, writes no other part's tables (it only
 * counts in `call`), and must not decide where a call goes or what it may cost.
 */
export { actingOf } from "./acting-of.ts";
export { ensureApiToken } from "./api-tokens/ensure-api-token.ts";
export { changeClient } from "./clients/change-client.ts";
export { type ClientTokenSnapshot, clientSnapshot, touchTokens } from "./clients/client-snapshot.ts";
export { createClient } from "./clients/create-client.ts";
export { createClientToken } from "./clients/create-client-token.ts";
export { deleteClient } from "./clients/delete-client.ts";
export { ensureClientToken } from "./clients/ensure-client-token.ts";
export { listClients } from "./clients/list-clients.ts";
export { revokeClientToken } from "./clients/revoke-client-token.ts";
export { type Auth, makeAuth } from "./operators/auth.ts";
export { completeSetup, setupActing } from "./operators/complete-setup.ts";
export { ensureFirstAdmin } from "./operators/ensure-first-admin.ts";
export { isFromOwnPage } from "./operators/own-origin.ts";
export { peerAddress, peerAddressHeader } from "./operators/peer-address.ts";
