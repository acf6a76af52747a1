import { execFileSync } from 'node:child_process'
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test'
import { emulatedOrigin, emulateDesktop } from './emulated-desktop.ts'

/** The suite runs in a plain browser, and a part of it again with the desktop's preload and handlers around the page. */
const isDesktop = () => test.info().project.name === 'desktop'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The emulated desktop's pages come from another origin than their server, as the desktop's do.
  '--disable-features=LocalNetworkAccessChecks',
]

/** Console lines that are the world's and not a fault of ours. */
const harmless = [
  /RxDB Open Core/,
  /ERR_CONNECTION_REFUSED/,
  /ERR_EMPTY_RESPONSE/,
  /ERR_CONNECTION_RESET/,
  /WebSocket connection to/,
  /Failed to load resource/,
  /net::ERR_/,
  // What the recogniser of words, and the library that looks at pictures for it, say of specks on a scan.
  /^Image too small to scale|^Line cannot be recognized|^Error in (box|pix|num)\w+: /,
  /TT: undefined function/,
  /Warning: /,
]

/** Somebody at a machine of their own: a browser profile on the disk, that survives the browser. */
export class PersonAtMachine {
  readonly #profile: string
  readonly #url: string
  readonly #now: (() => number) | null
  #context: BrowserContext | null = null
  #page: Page | null = null
  /** What the console said that it should not have. */
  readonly complaints: string[] = []

  /** @param now What the machine's clock shows when it is opened; the real time where none is given. */
  constructor(profile: string, url: string, now?: () => number) {
    this.#profile = profile
    this.#url = url
    this.#now = now ?? null
  }
  get page(): Page {
    if (!this.#page) throw new Error('The browser is not open')
    return this.#page
  }
  async opensTheApp(path = '/', viewport = { width: 1366, height: 768 }): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: process.env.ECABINET_CHROMIUM ?? '/usr/bin/chromium',
      args,
      viewport,
      locale: 'vi-VN',
    })
    if (this.#now) await this.#context.clock.install({ time: this.#now() })
    if (isDesktop()) await emulateDesktop(this.#context, { server: this.#url, data: `${this.#profile}-desktop` })
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage())
    this.#page.setDefaultTimeout(30_000)
    this.#page.on('console', (message) => {
      const text = message.text()
      const isFault =
        message.type() === 'error' ||
        text.includes('Setting up fake worker') ||
        text.includes('Content Security Policy')
      if (isFault && !harmless.some((pattern) => pattern.test(text))) this.complaints.push(text)
    })
    this.#page.on('pageerror', (error) => this.complaints.push(error.message))
    await this.#page.goto((isDesktop() ? emulatedOrigin : this.#url) + path)
  }
  /** The service worker has the whole app, so that it opens without a network. */
  async waitsUntilTheAppIsKept(): Promise<void> {
    // The desktop has its files with it.
    if (!isDesktop()) await this.page.evaluate(() => navigator.serviceWorker.ready)
  }
  async choosesDemonstrationPerson(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click()
    await expect(this.page.getByTestId('sync-chip')).toBeVisible()
  }
  async unlocks(password: string): Promise<void> {
    await this.page.getByLabel('Mật khẩu').first().fill(password)
    await this.page.getByRole('button', { name: 'Mở khóa' }).click()
    await expect(this.page.getByTestId('sync-chip')).toBeVisible()
  }
  async unlocksIn(language: 'vi' | 'en', password: string): Promise<void> {
    await this.page
      .getByLabel(language === 'vi' ? 'Mật khẩu' : 'Password')
      .first()
      .fill(password)
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByTestId('sync-chip')).toBeVisible()
  }
  async seesChip(text: string | RegExp, timeout = 60_000): Promise<void> {
    await expect(this.page.getByTestId('sync-chip')).toHaveText(text, { timeout })
  }
  async opensMeeting(title: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Lịch họp' }).first().click()
    await this.page.getByRole('link', { name: title }).first().click()
  }
  /** Opens the app for the first time on this machine. */
  async signsIn(person: RegExp): Promise<void> {
    await this.opensTheApp()
    await this.choosesDemonstrationPerson(person)
    await this.seesChip('Đã lưu trên máy chủ')
  }
  async signsInAndOpens(person: RegExp, meeting: RegExp): Promise<void> {
    await this.signsIn(person)
    await this.opensMeeting(meeting)
    await expect(this.page.getByRole('heading', { name: meeting })).toBeVisible()
  }
  /** The browser's own dialog cannot be driven: it answers with a file in the page, which is read here by its name. */
  async keepsSavedFiles(): Promise<(name: string | RegExp) => Promise<Buffer>> {
    await this.page.evaluate(() => {
      const kept: Record<string, string> = {}
      Object.assign(globalThis, {
        kept,
        showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => ({
          createWritable: async () => ({
            write: async (bytes: Uint8Array<ArrayBuffer>) =>
              // One character per byte.
              void (kept[suggestedName] = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
            close: async () => {},
          }),
        }),
      })
    })
    return async (name) => {
      const read = async () => {
        const kept = await this.page.evaluate(() => (globalThis as unknown as { kept: Record<string, string> }).kept)
        return Object.entries(kept).find(([key]) => (typeof name === 'string' ? key === name : name.test(key)))?.[1]
      }
      await expect.poll(read).toBeTruthy()
      return Buffer.from((await read()) ?? '', 'latin1')
    }
  }
  async closesTheBrowser(): Promise<void> {
    await this.#context?.close()
    this.#context = null
  }
  /** As a power button does: every process of this browser, at once. */
  async isCutOff(): Promise<void> {
    try {
      execFileSync('pkill', ['-9', '-f', `user-data-dir=${this.#profile}`])
    } catch {
      // Nothing was running any more.
    }
    await this.#context?.close().catch(() => {})
    this.#context = null
    try {
      execFileSync('rm', [
        '-f',
        `${this.#profile}/SingletonLock`,
        `${this.#profile}/SingletonSocket`,
        `${this.#profile}/SingletonCookie`,
      ])
    } catch {
      // They are made by some systems only.
    }
  }
}
