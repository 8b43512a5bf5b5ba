import { expect, test } from "vitest";
import { peerAddress } from "./peer-address.ts";

test.each([
  ["a direct caller is its socket", "203.0.113.9", undefined, "203.0.113.9"],
  ["a direct caller cannot claim another address", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a mapped IPv4 address is an IPv4 address", "::ffff:203.0.113.9", undefined, "203.0.113.9"],
  ["a proxy on this machine adds the caller last", "127.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"],
  ["the same over IPv6", "::1", "2001:db8::7", "2001:db8::7"],
  ["the same over a mapped address", "::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["nonsense from a proxy is not passed on", "127.0.0.1", "unknown\r\nx: y", "127.0.0.1"],
  ["a caller on this machine is itself", "127.0.0.1", undefined, "127.0.0.1"],
])("%s", (_case, socket, forwarded, address) => {
  expect(peerAddress(socket, forwarded)).toBe(address);
});
