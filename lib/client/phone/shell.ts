/** The worker that keeps the shell of the phone; its scope is the whole site. */
export const WORKER_URL = '/sw.js'
/** Held while a register is open: nothing is renewed under a finger. */
export const RECORDING_LOCK = 'tabavar-recording'

/** The registration that is there; a new one only where there is none, so that a worker which waits is never pushed aside. */
export async function registerShell(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null
  try {
    const found = await navigator.serviceWorker.getRegistration('/')
    if (found) return found
    return await navigator.serviceWorker.register(WORKER_URL, { scope: '/', updateViaCache: 'none' })
  } catch {
    return null
  }
}

/** Resolves when the shell lies on the phone whole; false where there can be none. */
export async function shellReady(): Promise<boolean> {
  const registration = await registerShell()
  if (!registration) return false
  const installing = registration.installing
  // An install that fails (the network went away) never becomes ready: then it is told, not waited for.
  const failed = new Promise<boolean>((done) => {
    installing?.addEventListener('statechange', () => installing.state === 'redundant' && done(false))
  })
  return Promise.race([navigator.serviceWorker.ready.then(() => true), failed])
}

/** Tells when a newer shell waits for its turn. */
export function onNewerShell(listener: () => void): () => void {
  let over = false
  void registerShell().then((registration) => {
    if (!registration || over) return
    const told = () => !over && registration.waiting && navigator.serviceWorker.controller && listener()
    told()
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', told)
    })
  })
  return () => {
    over = true
  }
}

/** Lets the newer shell take over and opens the page anew; not while a register is open in any tab. */
export async function renewShell(): Promise<boolean> {
  const held = await navigator.locks?.query()
  if (held?.held?.some((lock) => lock.name === RECORDING_LOCK)) return false
  const registration = await navigator.serviceWorker.getRegistration()
  await registration?.update().catch(() => {})
  if (!registration?.waiting) {
    window.location.reload()
    return true
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
  registration.waiting.postMessage('renew')
  return true
}

/** Holds off renewals until the returned function is called. */
export function whileRecording(): () => void {
  let release = () => {}
  const over = new Promise<void>((done) => {
    release = done
  })
  void navigator.locks?.request(RECORDING_LOCK, { mode: 'shared' }, () => over)
  return () => release()
}

export type Room = 'kept' | 'not-kept' | 'full'
const NEARLY_FULL = 0.95

/** Whether the browser promises to keep what lies here, and whether there is room. */
export async function roomOf(): Promise<Room> {
  const { storage } = navigator
  if (!storage?.persist) return 'not-kept'
  const { usage = 0, quota = 0 } = (await storage.estimate?.()) ?? {}
  if (quota > 0 && usage / quota > NEARLY_FULL) return 'full'
  return (await storage.persisted()) || (await storage.persist()) ? 'kept' : 'not-kept'
}
