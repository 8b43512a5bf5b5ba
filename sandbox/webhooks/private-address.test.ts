import { expect, test } from "vitest";
import { mayDeliverTo } from "./private-address.ts";

test.each([
  "10.1.2.3",
  "192.168.0.1",
  "172.20.0.1",
  "169.254.169.254",
  "0.0.0.0",
  "fd00::1",
  "fe80::1",
  "::",
  "::ffff:10.0.0.1",
  "name",
])("%s is never called", (address) => {
  expect([mayDeliverTo(address, true), mayDeliverTo(address, false)]).toEqual([false, false]);
});

test.each(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])(
  "%s is called only when loopback is allowed",
  (address) => {
    expect([mayDeliverTo(address, true), mayDeliverTo(address, false)]).toEqual([true, false]);
  },
);

test.each(["93.184.216.34", "2606:2800:220:1::1"])("%s is called", (address) => {
  expect(mayDeliverTo(address, false)).toBe(true);
});
