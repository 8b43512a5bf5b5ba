import fc from "fast-check";
import { expect, test } from "vitest";
import { redactBody, redacted, redactJson, redactText, withoutSecrets } from "./redact.ts";
import { Secret } from "./secret.ts";

const vendorKey = "llx-AbC123dEf456GhI789jKl012";
const tokens = [
  vendorKey,
  "dkt_client_Zm9vYmFyYmF6cXV4-_1234",
  "sk-proj-abcdefghijklmnop",
  "sk_live_abcdefghijklmnop",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27",
];

test.each(tokens)("a credential is recognised by its shape wherever it stands: %s", (token) => {
  for (const text of [token, `key=${token}`, `"${token}"`, `Invalid API key ${token}.`, `<b>${token}</b>`]) {
    expect(redactText(text)).not.toContain(token);
  }
});

test("what a bearer or basic scheme carries is removed whatever it looks like", () => {
  expect(redactText("authorization: Bearer abc.def~ghi+jkl/mno=")).toBe(`authorization: ${redacted}`);
  expect(redactText("Authorization: basic dXNlcjpwYXNzd29yZA==")).toBe(`Authorization: ${redacted}`);
});

test("presigned addresses keep their path and lose what grants access", () => {
  const address =
    "https://bucket.s3.amazonaws.com/a%20b.pdf?X-Amz-Date=20261120T120000Z&X-Amz-Credential=AKIA%2F1&X-Amz-Signature=0f0f&x=1";
  expect(redactText(address)).toBe(
    `https://bucket.s3.amazonaws.com/a%20b.pdf?X-Amz-Date=20261120T120000Z&X-Amz-Credential=${redacted}&X-Amz-Signature=${redacted}&x=1`,
  );
});

test("ordinary vendor text passes unchanged", () => {
  for (const text of [
    "Could not open PDF, as it seems to be protected.",
    "task-12, risk_assessment_of_2026, next_page_token: abc",
    "pjb-12ue2qidroaofurlc4mfqgfgli1j",
    "The bearer of this letter",
  ]) {
    expect(redactText(text)).toBe(text);
  }
});

test.each([
  "authorization",
  "X-Api-Key",
  "apiKey",
  "api_key",
  "access_token",
  "accessToken",
  "refresh-token",
  "auth_token",
  "client_token",
  "session_token",
  "token",
  "client_secret",
  "private_key",
  "password",
  "webhook_signing_secret",
  "webhook_headers",
  "Set-Cookie",
])("the field %s is emptied, in JSON and in JSON that was cut off", (name) => {
  const body = JSON.stringify({ a: [{ [name]: "hush-hush 1" }], b: 2 });
  expect(JSON.parse(redactBody(body))).toEqual({ a: [{ [name]: redacted }], b: 2 });
  expect(redactBody(body.slice(0, -1))).not.toContain("hush");
  expect(redactBody(body.slice(0, body.indexOf("hush") + 6))).not.toContain("hush");
});

test("a secret with quotes and backslashes in it is removed to its end, also when the JSON was cut off", () => {
  const body = JSON.stringify({ password: 'hush "hush" \\ hush\\', next: 1 });
  expect(redactBody(body.slice(0, -1))).not.toContain("hush");
  expect(redactBody(JSON.stringify(body))).not.toContain("hush");
});

test("a secret inside JSON that was encoded as a string is emptied too", () => {
  const event = JSON.stringify(JSON.stringify({ data: { password: "hush-hush" }, ok: true }));
  expect(redactBody(event)).not.toContain("hush");
  expect(redactBody(event)).toContain("ok");
});

test("a secret field that is null stays null: nothing was there", () => {
  expect(redactJson({ password: null, secret: undefined })).toEqual({ password: null, secret: redacted });
});

test("a credential used as a field's name is removed, and a field called __proto__ stays a field", () => {
  const clean = redactBody(`{"${vendorKey}":1,"__proto__":{"token":"hush"},"page_token":"keep"}`);
  expect(clean).not.toContain(vendorKey);
  expect(clean).not.toContain("hush");
  expect(clean).toContain("__proto__");
  expect(clean).toContain("keep");
});

test("nesting without end is cut, not followed", () => {
  const deep = "[".repeat(5_000) + "]".repeat(5_000);
  expect(redactBody(deep)).toContain("[too deep]");
});

test("a secret that is known is removed whatever it looks like, also inside JSON and addresses", () => {
  const value = 'pa"ss\\wo/rd 1';
  const text = `${value} ${JSON.stringify({ value })} https://a.example/?k=${encodeURIComponent(value)}`;
  const clean = withoutSecrets(text, [new Secret(value), new Secret("short")]);
  expect(clean).toBe(`${redacted} {"value":"${redacted}"} https://a.example/?k=${redacted}`);
  expect(withoutSecrets("a short word", [new Secret("short")])).toBe("a short word");
  expect(withoutSecrets('cut off: pa"ss\\wo', [new Secret(value)])).toBe(`cut off: ${redacted}`);
  expect(withoutSecrets("papa", [new Secret(value)])).toBe("papa");
});

test("no input makes it throw, and no planted secret comes out", () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), fc.constantFrom(...tokens), (json, noise, token) => {
      expect(redactBody(`${noise}\n${token}\n${json}`)).not.toContain(token);
      const planted = JSON.stringify({ a: JSON.parse(json), b: [`${noise} ${token} ${noise}`] });
      expect(redactBody(planted)).not.toContain(token);
      expect(redactBody(planted.slice(0, Math.floor(planted.length * 0.9)))).not.toContain(token);
    }),
  );
});

test("JSON without secrets keeps its meaning", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: true, maxDepth: 6 } as object), (value) => {
      const text = JSON.stringify({ value });
      fc.pre(!/secret|token|password|key|cookie|auth|credential/i.test(text));
      expect(JSON.parse(redactBody(text))).toEqual(JSON.parse(text));
    }),
  );
});

test("a hostile body of a megabyte costs no more than a moment", () => {
  const started = performance.now();
  for (const piece of ["eyJ-", "eyJaaaaaaaa.", "Bearer ", "sk-", '"secret":', "?token", "llx-", '\\"secret\\" : ']) {
    redactBody(piece.repeat(Math.ceil(1_000_000 / piece.length)));
  }
  expect(performance.now() - started).toBeLessThan(3_000);
});
