/** What start-up steps need of a log: one line at a time, in words. Pino and `console` both fit. */
export interface StartupLog {
  info(message: string): void;
  warn(message: string): void;
}
