import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase, eventually, openWay, type TestDatabase } from "#server/testing/index.ts";
import { silentLog } from "./log.ts";
import { type News, openNews } from "./news.ts";

let database: TestDatabase;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});
afterAll(() => database.drop());

async function open(url = database.url): Promise<{ news: News; heard: string[] }> {
  const news = await openNews(url, randomUUID(), silentLog, { reconnectMs: 50 });
  opened.push(news);
  const heard: string[] = [];
  news.subscribe("keys_changed", () => heard.push("keys_changed"));
  news.subscribe("access_changed", () => heard.push("access_changed"));
  return { news, heard };
}

test("news reaches its own process at once and every other process on the database, once each", async () => {
  const here = await open();
  const there = await open();
  const elsewhere = await open();
  here.news.publish("keys_changed");
  expect(here.heard).toEqual(["keys_changed"]);
  await eventually(() => expect([there.heard, elsewhere.heard]).toEqual([["keys_changed"], ["keys_changed"]]));
  there.news.publish("access_changed");
  await eventually(() => expect(here.heard).toEqual(["keys_changed", "access_changed"]));
  expect(there.heard).toEqual(["keys_changed", "access_changed"]);
});

test("what was published just before the end still reaches the others", async () => {
  const there = await open();
  const leaving = await openNews(database.url, randomUUID(), silentLog);
  for (let n = 0; n < 5; n += 1) leaving.publish("access_changed");
  await leaving.close();
  await eventually(() => expect(there.heard).toHaveLength(5));
});

test("a subscription that was ended hears nothing more", async () => {
  const { news } = await open();
  const heard: number[] = [];
  const end = news.subscribe("jobs_due", () => heard.push(1));
  news.publish("jobs_due");
  end();
  news.publish("jobs_due");
  expect(heard).toEqual([1]);
});

test("while the database is away it is asked at one steady pace, and everything is re-read once it is back", async () => {
  const way = await openWay(database.url);
  opened.push(way);
  const { heard } = await open(way.url);
  const other = await open();
  way.cut();
  await new Promise((resolve) => setTimeout(resolve, 700));
  // A try every 50 ms, each failing at once: 14 of them. Two timers a failure would make thousands.
  expect(way.refused()).toBeGreaterThan(2);
  expect(way.refused()).toBeLessThan(20);
  way.mend();
  await eventually(() => expect(heard).toEqual(expect.arrayContaining(["keys_changed", "access_changed"])));
  heard.length = 0;
  other.news.publish("keys_changed");
  await eventually(() => expect(heard).toEqual(["keys_changed"]));
});
