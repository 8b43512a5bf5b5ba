import { Id } from "#components/ui/id.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Exchange } from "#lib/contracts/jobs.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { BodyView } from "./body-view.tsx";

interface ExchangeViewProps {
  exchange: Exchange;
  errorTexts: readonly string[];
}

/** One recorded exchange: request line, request body, status line, response body. */
export function ExchangeView({ exchange, errorTexts }: ExchangeViewProps) {
  const { request, response, status } = exchange;
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-4">
      <div className="font-mono text-xs leading-[1.65]">
        <p className="break-all">
          <span className="font-semibold">{exchange.method}</span> <span className="text-soft">{exchange.path}</span>
        </p>
        <p className="flex flex-wrap gap-x-2">
          <span className={`font-semibold ${status === null || status >= 400 ? "text-bad" : ""}`}>
            {status ?? "no answer"}
          </span>
          <span className="text-soft">{answerFacts(exchange)}</span>
          <Time at={exchange.at} format="milli" className="text-quiet" />
        </p>
      </div>
      {exchange.attempts && <Attempts attempts={exchange.attempts} />}
      {request && request.body !== "" && (
        <Part title="Request">
          <BodyView body={request} what="request" errorTexts={noTexts} />
        </Part>
      )}
      {response ? (
        <Part title={request && request.body !== "" ? "Response" : null}>
          <BodyView body={response} what="response" errorTexts={errorTexts} />
        </Part>
      ) : (
        <p className="text-quiet text-sm">The response body is not kept (any more).</p>
      )}
      {exchange.callId && (
        <p className="flex items-center gap-1.5 text-quiet text-sm">
          call <Id value={exchange.callId} what="call id" max={40} />
        </p>
      )}
    </div>
  );
}

const noTexts: readonly string[] = [];

/** A call that was sent more than once: how each time ended. */
function Attempts({ attempts }: { attempts: NonNullable<Exchange["attempts"]> }) {
  return (
    <section>
      <h3 className="mb-1 text-quiet text-sm">Sent {attempts.length} times; the last answer is the caller’s</h3>
      <ol className="font-mono text-xs leading-[1.65]">
        {attempts.map(({ status, error, latencyMs }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts never move
          <li key={index} className="flex gap-x-2">
            <span className={`font-semibold ${status === null || status >= 400 ? "text-bad" : ""}`}>
              {status ?? error ?? "no answer"}
            </span>
            <span className="text-soft">after {formatDuration(latencyMs)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Part({ title, children }: { title: string | null; children: React.ReactNode }) {
  return (
    <section>
      {title && <h3 className="mb-1 text-quiet text-sm">{title}</h3>}
      {children}
    </section>
  );
}

function answerFacts({ response, bytesDown, latencyMs }: Exchange): string {
  return [
    response?.contentType?.split(";")[0],
    bytesDown !== null && formatBytes(bytesDown),
    latencyMs !== null && formatDuration(latencyMs),
  ]
    .filter(Boolean)
    .join(" · ");
}
