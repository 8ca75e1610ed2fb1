import postgres from 'postgres'

/**
 * Lets the days of a run pass: its own clock stands at an instant, as a demonstration's does. The one thing of the
 * journey that no screen offers, because on a screen the days pass by themselves.
 */
export async function standAt(runCode: string, instant: string): Promise<void> {
  const owner = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  try {
    await owner`update app.run set is_demo = true, pinned_now = ${instant} where code = ${runCode}`
  } finally {
    await owner.end()
  }
}
