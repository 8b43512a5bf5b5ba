/** What differs between two runs of the server. */
export interface ServerOptions {
  port: number;
  /** For tests: answers before anything is safe on disk. */
  fast: boolean;
}

/**
 * The server's settings, given on its command line so that a newer Docket brings its own to an older cluster.
 * Sized for two cores and a few GiB.
 */
export function serverSettings({ port, fast }: ServerOptions): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    port: `${port}`,
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    log_timezone: "UTC",
    max_connections: "100",
    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    jit: "off",
    random_page_cost: "1.1",
    wal_compression: "on",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    // A statement's text may carry customers' data; Docket logs its own failures.
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    ...(fast
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", wal_level: "minimal", max_wal_senders: "0" }
      : { fsync: "on", synchronous_commit: "on" }),
  };
}

/** The settings as `postgres -c name=value …`. */
export function settingsArgs(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
