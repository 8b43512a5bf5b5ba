const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

interface Parts {
  year: number;
  month: string;
  day: number;
  hour: string;
  minute: string;
  second: string;
  milli: string;
  weekday: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Months are named by our own list: ICU data of the server and of browsers disagree on some ("Sep", "Sept").
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    weekday: "short",
    timeZoneName: "longOffset",
  });
  formatters.set(zone, made);
  return made;
}

function partsOf(at: Date, zone: string): Parts {
  const found = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    year: Number(found.year),
    month: months[Number(found.month) - 1] ?? "",
    day: Number(found.day),
    hour: found.hour ?? "",
    minute: found.minute ?? "",
    second: found.second ?? "",
    milli: String(at.getUTCMilliseconds()).padStart(3, "0"),
    weekday: found.weekday ?? "",
  };
}

/** The zone's name at that instant as an offset: "UTC", "UTC+1", "UTC+5:30". `zone` is an IANA name. */
export function zoneLabel(zone: string, at: Date): string {
  if (zone === "UTC") return "UTC";
  const offset = formatterOf(zone)
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(offset ?? "") ?? [];
  if (!sign) return "UTC+0";
  return `UTC${sign === "-" ? "−" : "+"}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
}

/** "14:21", "14:21:07" or "14:21:07.214" in `zone`. */
export function formatClock(at: Date, zone: string, precision: "minute" | "second" | "milli" = "second"): string {
  const { hour, minute, second, milli } = partsOf(at, zone);
  if (precision === "minute") return `${hour}:${minute}`;
  return precision === "second" ? `${hour}:${minute}:${second}` : `${hour}:${minute}:${second}.${milli}`;
}

/** "20 Nov", with the year where `now` has another one. */
export function formatDay(at: Date, zone: string, now: Date = at): string {
  const { day, month, year } = partsOf(at, zone);
  return partsOf(now, zone).year === year ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** "14:21:07" today, "20 Nov 14:21" on other days: the shortest unmistakable form for a table. */
export function formatNear(at: Date, zone: string, now: Date): string {
  const day = formatDay(at, zone, now);
  return day === formatDay(now, zone, now) ? formatClock(at, zone) : `${day} ${formatClock(at, zone, "minute")}`;
}

/** "20 Nov 14:21:07 UTC". */
export function formatInstant(at: Date, zone: string, now: Date = at): string {
  return `${formatDay(at, zone, now)} ${formatClock(at, zone)} ${zoneLabel(zone, at)}`;
}

/** The exact instant for a hint: "Fri 20 Nov 2026, 14:21:07.214 UTC". */
export function formatExact(at: Date, zone: string): string {
  const { weekday, day, month, year } = partsOf(at, zone);
  return `${weekday} ${day} ${month} ${year}, ${formatClock(at, zone, "milli")} ${zoneLabel(zone, at)}`;
}
