import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** One server's own registry, so that two servers in one process do not mix. */
export interface Metrics {
  readonly registry: Registry
  /** One answered request. */
  observe(request: { act: string; method: string; status: number; seconds: number }): void
  /** A figure read when metrics are asked for. */
  gauge(name: string, help: string, read: () => number): void
  /** Stops the sampling of the process. */
  close(): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const duration = new Histogram({
    name: 'weidai_request_seconds', help: 'Time to answer a request', labelNames: ['act', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], registers: [registry],
  })
  const failures = new Counter({ name: 'weidai_failures_total', help: 'Answers of 500 and above', labelNames: ['act'], registers: [registry] })
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    observe: ({ act, method, status, seconds }) => {
      duration.observe({ act, method, status: String(status) }, seconds)
      if (status >= 500) failures.inc({ act })
    },
    gauge: (name, help, readValue) => {
      new Gauge({ name, help, registers: [registry], collect() { this.set(readValue()) } })
    },
    close: () => registry.clear(),
  }
}
