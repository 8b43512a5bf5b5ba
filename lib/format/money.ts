import type { CreditMoney } from "#lib/contracts/credits.ts";

/** An amount with its currency's code: "12.50 EUR"; four places below one, since a credit costs little. */
export function formatMoney(amount: number, currency: string): string {
  const places = Math.abs(amount) > 0 && Math.abs(amount) < 1 ? 4 : 2;
  const [whole = "0", fraction = ""] = Math.abs(amount).toFixed(places).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${amount < 0 ? "−" : ""}${grouped}.${fraction} ${currency}`;
}

/** Amounts in several currencies, never added up: "12.50 EUR + 3.00 USD"; null where nothing has a price. */
export function moneyText(money: readonly CreditMoney[]): string | null {
  if (money.length === 0) return null;
  return money.map(({ currency, reported, estimated }) => formatMoney(reported + estimated, currency)).join(" + ");
}

/** Adds amounts up, each currency by itself. */
export function sumMoney(parts: readonly CreditMoney[]): CreditMoney[] {
  const sums = new Map<string, CreditMoney>();
  for (const { currency, reported, estimated } of parts) {
    const sum = sums.get(currency) ?? { currency, reported: 0, estimated: 0 };
    sums.set(currency, { currency, reported: sum.reported + reported, estimated: sum.estimated + estimated });
  }
  return [...sums.values()];
}
