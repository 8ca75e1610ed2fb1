import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { nullSocketWrites } from '@/db/driver-guard'
import { followerStands, gauges } from '@/db/queries/gauges'

export type Measures = {
  registry: Registry
  /** A request that was answered: by which door (a pattern, never an address), how, and how long it took in seconds. */
  answered: (door: string, method: string, status: number, seconds: number) => void
}

/** What the front server counts, for Prometheus. No label holds anything a visitor wrote. */
export function openMeasures(): Measures {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'tabavar_' })
  const requests = new Counter({
    ...{ name: 'tabavar_requests_total', help: 'Answers by door, method and status', registers: [registry] },
    labelNames: ['door', 'method', 'status'] as const,
  })
  const seconds = new Histogram({
    ...{ name: 'tabavar_request_seconds', help: 'How long an answer took, by door', registers: [registry] },
    labelNames: ['door'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  })
  new Gauge({
    name: 'tabavar_driver_lost_sockets',
    help: 'Times the database driver wrote to a socket it had lost (db/driver-guard.ts)',
    registers: [registry],
    collect() {
      this.set(nullSocketWrites())
    },
  })
  new Gauge({
    name: 'tabavar_stands',
    help: 'What must not pile up: counts, and ages in seconds; missing while the database does not answer',
    labelNames: ['what'] as const,
    registers: [registry],
    async collect() {
      this.reset()
      for (const { name, value } of await gauges().catch(() => [])) this.set({ what: name }, value)
    },
  })
  new Gauge({
    name: 'tabavar_follower',
    help: 'The server named for readings: answers (1, or 0 while the primary is asked), how far behind, transactions; missing without one',
    labelNames: ['what'] as const,
    registers: [registry],
    async collect() {
      this.reset()
      for (const { name, value } of await followerStands().catch(() => [])) this.set({ what: name }, value)
    },
  })
  return {
    registry,
    answered: (door, method, status, took) => {
      requests.inc({ door, method, status })
      seconds.observe({ door }, took)
    },
  }
}
