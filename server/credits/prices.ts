import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type CreditPrice, creditPrice, priceIdInput, priceList, setPriceInput } from "#lib/contracts/credits.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";
import { adapterOf, regionOf } from "#server/providers/index.ts";
import { countPrices, findPrices, type PriceRow, removePriceRow, savePrice } from "./price-store.ts";

const mostPrices = 1_000;

/** Every price that was set, the newest of each place first. */
export const listPrices = defineOperation({
  name: "credits.listPrices",
  summary: "What a credit costs, by provider and region",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: priceList,
  async run(ctx) {
    const today = ctx.clock.now().getTime();
    const rows = await findPrices(ctx.db);
    const seen = new Set<string>();
    const items = rows.map((row) => {
      const place = `${row.provider}/${row.region}`;
      const current = row.validFrom.getTime() <= today && !seen.has(place);
      if (current) seen.add(place);
      return priceOf(row, current);
    });
    return { items, next: null };
  },
});

/** Sets what a credit costs at a place from a day on. Throws `invalid_input` for a place the provider does not have. */
export const setPrice = defineOperation({
  name: "credits.setPrice",
  summary: "Set what a credit costs",
  kind: "write",
  permission: "administer",
  input: setPriceInput,
  output: creditPrice,
  async run(ctx, { provider, region, plan, amount, currency, validFrom }) {
    if (!regionOf(adapterOf(provider), region))
      throw new AppError("invalid_input", "region: this provider has no such region.");
    if ((await countPrices(ctx.db.sql)) >= mostPrices)
      throw new AppError("conflict", `There are ${mostPrices} prices; remove some.`);
    const now = ctx.clock.now();
    const from = new Date(`${validFrom}T00:00:00.000Z`);
    const author = ctx.acting.label;
    const row = await savePrice(ctx.db, {
      id: randomUUID(),
      provider,
      region,
      plan: plan || null,
      amount,
      currency,
      validFrom: from,
      authorLabel: author,
      createdAt: now,
    });
    return priceOf(row, from <= now);
  },
  audit: (_input, { id, provider, region, amount, currency, validFrom }) => ({
    target: `credit_price:${id}`,
    detail: { provider, region, amount, currency, validFrom },
  }),
});

/** Removes a price: what it priced is priced by the one before it, or not at all. */
export const removePrice = defineOperation({
  name: "credits.removePrice",
  summary: "Remove a price",
  kind: "write",
  permission: "administer",
  input: priceIdInput,
  output: priceIdInput,
  async run(ctx, { id }) {
    await removePriceRow(ctx.db, id);
    return { id };
  },
  audit: ({ id }) => ({ target: `credit_price:${id}` }),
});

function priceOf(row: PriceRow, current: boolean): CreditPrice {
  const { id, plan, currency, authorLabel } = row;
  return creditPrice.parse({
    id,
    provider: row.provider,
    region: row.region,
    plan,
    amount: Number(row.amount),
    currency,
    validFrom: row.validFrom.toISOString().slice(0, 10),
    current,
    author: authorLabel,
  });
}
