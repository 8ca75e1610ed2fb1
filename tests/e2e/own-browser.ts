import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--remote-debugging-port=0',
  '--window-size=400,800',
]
/** A proxy that is not there: nothing of the network is reached, not even this machine. */
const NO_NETWORK = ['--proxy-server=http://127.0.0.1:9', '--proxy-bypass-list=<-loopback>']

export type OwnBrowser = {
  context: BrowserContext
  /** As the battery empties: the browser and all its helpers are gone between two instructions. */
  kill(): Promise<void>
  /** As a person closes it: what it had only in memory, as cookies, goes to the disk. */
  close(): Promise<void>
}

const gone = (child: ChildProcess) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done()
    else child.once('exit', () => done())
  })

/** A browser as a process of its own, with its storage in a folder that outlives it. */
export async function ownBrowser(folder: string, network: boolean): Promise<OwnBrowser> {
  const told = join(folder, 'DevToolsActivePort')
  rmSync(told, { force: true })
  const program = process.env.CHROMIUM_PATH ?? chromium.executablePath()
  const args = [...FLAGS, `--user-data-dir=${folder}`, ...(network ? [] : NO_NETWORK), 'about:blank']
  const child = spawn(program, args, { detached: true, stdio: 'ignore' })
  const kill = async () => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      child.kill('SIGKILL')
    }
    await gone(child)
  }
  for (let tries = 0; tries < 600; tries += 1) {
    const [port, path] = await listening(told)
    if (port && path) {
      const browser: Browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`)
      const close = async () => {
        const session = await browser.newBrowserCDPSession()
        await session.send('Browser.close').catch(() => {})
        await gone(child)
      }
      return { context: browser.contexts()[0]!, kill, close }
    }
    await sleep(25)
  }
  await kill()
  throw new Error('the browser does not answer')
}

async function listening(file: string): Promise<string[]> {
  try {
    return readFileSync(file, 'utf8').trim().split('\n')
  } catch {
    return []
  }
}
