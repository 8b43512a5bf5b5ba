/**
 * When a living job counts as stuck, learned from its own provider × region × product: three times the p99 of the jobs
 * that ended there in the last seven days, and never under two minutes. With fewer than 20 of them nothing is known,
 * and half an hour stands in.
 */
export const stuckThresholdsSql = `
  SELECT provider, region, product,
    CASE WHEN count(*) >= 20
      THEN GREATEST(120, 3 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - created_at)))
      ELSE 1800 END AS seconds
  FROM job WHERE ended_at >= $1 AND state IN ('succeeded', 'partial', 'failed')
  GROUP BY provider, region, product`;

/** Stands in where nothing is learned yet, in seconds. */
export const defaultStuckSeconds = 1_800;

/** How far back the history reaches, in milliseconds. */
export const stuckHistoryMs = 7 * 24 * 3_600_000;
