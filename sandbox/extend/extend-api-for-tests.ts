/** What came back from the stand-in. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  json: any;
}

export interface Api {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  upload(name: string, bytes?: string, fields?: Record<string, string>): Promise<Answer>;
}

/** Plain HTTP against the stand-in for Extend, for what the vendor's SDK would hide. */
export function extendApi(baseUrl: () => string, key = "sk_test"): Api {
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${baseUrl()}/extend${path}`, { ...init, method });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true && text !== "";
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  const common = { authorization: `Bearer ${key}`, "x-extend-api-version": "2026-02-09" };
  return {
    call: (method, path, body, headers = {}) =>
      send(method, path, {
        headers: { ...common, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    upload(name, bytes = "%PDF-1.7", fields = {}) {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.set(field, value);
      form.set("file", new File([bytes], name));
      return send("POST", "/files/upload", { body: form, headers: common });
    },
  };
}
