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
  /** Uploads to `/api/v1/beta/files` and gives back the file's id. */
  upload(name: string, bytes?: string, query?: string): Promise<string>;
  form(
    path: string,
    fields: Record<string, string>,
    file?: { name: string; bytes: string; field?: string },
  ): Promise<Answer>;
}

/** Plain HTTP against the stand-in for LlamaParse, for what the vendor's SDK would hide. */
export function llamaparseApi(baseUrl: () => string, key = "llx-test"): Api {
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${baseUrl()}/llamaparse${path}`, { ...init, method });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true && text !== "";
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  const authorization = { authorization: `Bearer ${key}` };
  const form: Api["form"] = (path, fields, file) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file !== undefined) body.set(file.field ?? "file", new File([file.bytes], file.name));
    return send("POST", path, { body, headers: authorization });
  };
  return {
    call: (method, path, body, headers = {}) =>
      send(method, path, {
        headers: {
          ...authorization,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    form,
    async upload(name, bytes = "%PDF-1.7", query = "") {
      const answer = await form(`/api/v1/beta/files${query}`, { purpose: "parse" }, { name, bytes });
      if (answer.status !== 201) throw new Error(`upload answered ${answer.status}: ${answer.text}`);
      return answer.json.id;
    },
  };
}
