import type { Lane, LaneShare } from "./lane-store.ts";

/** What part of a lane's polls is set apart for bills that are awaited, however many jobs of it live. */
const billsShare = 0.125;

/** How many polls may begin now. */
export interface PollRoom {
  /** In this process. */
  all: number;
  /** At one provider × region. */
  ofPlace(lane: Lane): { name: string; polls: number };
  /** With the key the lane's jobs are asked about. */
  ofKey(lane: Lane): { name: string; polls: number };
}

/**
 * Deals the polls that may begin now among the lanes, one to each in turn, so that a long line takes nothing from a short
 * one. `random` is 0–1 and rounds the bills' part.
 */
export function dealPolls(lanes: readonly Lane[], room: PollRoom, random: () => number): LaneShare[] {
  let all = room.all;
  const left = new Map<string, number>();
  const hands = lanes.map((lane) => {
    const rooms = [room.ofPlace(lane), room.ofKey(lane)];
    for (const { name, polls } of rooms) left.set(name, polls);
    return { lane, slots: rooms.map(({ name }) => name), polls: 0 };
  });
  const dealOne = (hand: (typeof hands)[number]) => {
    if (all < 1 || hand.slots.some((slot) => (left.get(slot) ?? 0) < 1)) return false;
    all -= 1;
    for (const slot of hand.slots) left.set(slot, (left.get(slot) ?? 0) - 1);
    hand.polls += 1;
    return true;
  };
  let dealt = hands.length;
  while (dealt > 0) dealt = hands.filter(dealOne).length;
  return hands
    .filter(({ polls }) => polls > 0)
    .map(({ lane, polls }) => ({ name: lane.name, polls, bills: Math.floor(polls * billsShare + random()) }));
}
