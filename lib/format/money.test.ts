import { expect, it } from "vitest";
import { formatMoney, moneyText, sumMoney } from "./money.ts";

it("names the currency, groups, and keeps small amounts readable", () => {
  expect(formatMoney(1234.5, "EUR")).toBe("1,234.50 EUR");
  expect(formatMoney(0.00125, "USD")).toBe("0.0013 USD");
  expect(formatMoney(0, "USD")).toBe("0.00 USD");
  expect(formatMoney(-3, "USD")).toBe("−3.00 USD");
});

it("adds up within a currency and never across", () => {
  const parts = [
    { currency: "EUR", reported: 1, estimated: 0.5 },
    { currency: "USD", reported: 2, estimated: 0 },
    { currency: "EUR", reported: 3, estimated: 0 },
  ];
  expect(moneyText(sumMoney(parts))).toBe("4.50 EUR + 2.00 USD");
  expect(moneyText([])).toBeNull();
});
