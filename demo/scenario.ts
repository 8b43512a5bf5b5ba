/** What a scenario sends with. */
export interface Sender {
  /** `http://…/gateway/<provider>/sandbox` */
  gateway: string;
  /** The client's token: all a vendor's SDK needs besides. */
  token: string;
  /** A document name that nobody used before in this run; `tokens` provoke in the sandbox what they say. */
  name(kind: string, tokens?: string): string;
  /** A number from 0 to 1 of the run's own sequence. */
  random(): number;
}

/** One thing an application does with a vendor. It ends when the caller has what it wanted, or its error. */
export interface Scenario {
  name: string;
  /** How often it comes, beside the others of its vendor. */
  weight: number;
  run(sender: Sender): Promise<unknown>;
}

/** Everything the demonstration does with one vendor. */
export interface DemoProvider {
  id: string;
  /** How much of the day's traffic it has, beside the other vendors. */
  weight: number;
  scenarios: readonly Scenario[];
  /** Sends one request that the sandbox answers as if the vendor were down. */
  outage(sender: Sender): Promise<unknown>;
}
