import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from '@playwright/test'
import jsQR from 'jsqr'
import { extractText, getDocumentProxy } from 'unpdf'

const READER = join(resolve(import.meta.dirname, '../..'), 'node_modules/unpdf/dist/pdfjs.mjs')

/** The words of a PDF, as a reader of PDFs finds them. */
export async function wordsOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text
}

/** The first page of a PDF painted as a picture, and what a camera reads in its code. */
export async function codeOn(browser: Browser, pdf: Buffer): Promise<string | null> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const painted = await page.evaluate(
    async ({ reader, bytes }) => {
      const source = URL.createObjectURL(new Blob([reader], { type: 'text/javascript' }))
      const { getDocument } = await import(source)
      const data = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))
      const first = await (await getDocument({ data }).promise).getPage(1)
      const viewport = first.getViewport({ scale: 2.5 })
      const canvas = Object.assign(document.createElement('canvas'), {
        width: viewport.width,
        height: viewport.height,
      })
      const canvasContext = canvas.getContext('2d')!
      await first.render({ canvas, canvasContext, viewport }).promise
      const { data: pixels } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
      let text = ''
      for (let at = 0; at < pixels.length; at += 0x8000)
        text += String.fromCharCode(...pixels.subarray(at, at + 0x8000))
      return { width: canvas.width, height: canvas.height, pixels: btoa(text) }
    },
    { reader: readFileSync(READER, 'utf8'), bytes: pdf.toString('base64') },
  )
  await context.close()
  const pixels = new Uint8ClampedArray(Buffer.from(painted.pixels, 'base64'))
  return jsQR(pixels, painted.width, painted.height)?.data ?? null
}
