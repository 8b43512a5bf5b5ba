/**
 * Vault: the vendors' keys and the master key they are sealed under. It owns the table `provider_key` and `webhook_secret`, the key ring and
 * everything derived from it. It must never show, log or return a secret (only `openKeysForGateway` hands opened keys
 * on, inside the process), decide who may call what, or know a vendor by name.
 */
export { addKey } from "./add-key.ts";
export { changeKey } from "./change-key.ts";
export { checkKeyring } from "./check-keyring.ts";
export { credentialHeader } from "./credential-header.ts";
export { deleteKey } from "./delete-key.ts";
export { ensureSandboxKey } from "./ensure-sandbox-key.ts";
export { listKeyPlaces } from "./list-key-places.ts";
export { listKeys } from "./list-keys.ts";
export { openKeyring } from "./open-keyring.ts";
export type { OpenedKey } from "./open-keys-for-gateway.ts";
export { replaceKey } from "./replace-key.ts";
export { resealOldKeys } from "./reseal-keys.ts";
export { makeSecretBox } from "./seal.ts";
export { judgeKey, lookAfterAsideKeys } from "./step-aside.ts";
export { makeTargets, type Targets } from "./targets.ts";
export { testKey } from "./test-key.ts";
export {
  addWebhookSecret,
  listWebhookSecrets,
  openWebhookSecrets,
  removeWebhookSecret,
} from "./webhook-secrets.ts";
