/** Runs once when Next starts: the driver's known fault must not end the process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { guardDriver } = await import('@/db/driver-guard')
  guardDriver()
}
