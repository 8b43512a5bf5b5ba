import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each(["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2a00:1450:4001::8"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ["this machine", ["127.0.0.1", "127.255.255.254", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::ffff:7f00:1"]],
  ["private", ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "::ffff:10.0.0.1"]],
  ["link-local, where clouds keep their secrets", ["169.254.169.254", "fe80::1", "fe80::1%eth0"]],
  ["unique-local", ["fc00::1", "fd12:3456::1", "fd00:ec2::254"]],
  ["set apart", ["192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "2001:db8::1", "ff02::1"]],
  ["a bridge to IPv4", ["64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1"]],
  ["no address", ["", "localhost", "1.2.3", "0x7f000001"]],
])("what is %s is not public", (_case, addresses) => {
  for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
});
