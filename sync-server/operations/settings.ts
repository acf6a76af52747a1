import path from 'node:path'

export type Settings = {
  readonly dataFolder: string
  /** The server's keys; may be put on another disk by ECABINET_KEY_FILE. */
  readonly keyFile: string
  readonly host: string
  readonly port: number
  readonly maxPaperBytes: number
  /** Folder of the built app, or null to serve none. */
  readonly appFolder: string | null
  /** Null: nobody is written to. */
  readonly mail: MailSettings | null
}

export type MailSettings = {
  readonly url: string
  readonly from: string
  /** Where people reach the app, for the link in a mail. */
  readonly link: string
  readonly language: 'vi' | 'en'
  readonly timeoutMs: number
}

const mailTimeoutMs = 20_000

export const defaultPort = 4319
export const demonstrationPassword = 'hop-khong-giay'

type Variables = Readonly<Record<string, string | undefined>>

/** @throws Error with a sentence for the operator when a variable makes no sense. */
export function readSettings(variables: Variables, root: string): Settings {
  const dataFolder = path.resolve(variables.ECABINET_DATA ?? path.join(root, '.ecabinet/data'))
  return {
    dataFolder,
    keyFile: path.resolve(variables.ECABINET_KEY_FILE ?? path.join(dataFolder, 'server-keys.json')),
    host: variables.ECABINET_LISTEN ?? '127.0.0.1',
    port: readNumber(variables, 'ECABINET_PORT', defaultPort),
    maxPaperBytes: readNumber(variables, 'ECABINET_MAX_PAPER_MB', 1024) * 1024 * 1024,
    appFolder: path.join(root, 'out/renderer'),
    mail: readMail(variables),
  }
}

function readMail(variables: Variables): MailSettings | null {
  const url = variables.ECABINET_SMTP_URL ?? ''
  if (url === '') return null
  if (!/^smtps?:\/\/[^\s]+$/.test(url))
    throw new Error('ECABINET_SMTP_URL must begin with smtp:// or smtps:// and name a mail server.')
  const from = variables.ECABINET_MAIL_FROM ?? ''
  if (!/^[^\s@]+@[^\s@]+$|^[^<>\r\n]+ <[^\s@]+@[^\s@]+>$/.test(from))
    throw new Error('ECABINET_MAIL_FROM must be the address that mails come from.')
  const link = variables.ECABINET_URL ?? ''
  if (!/^https?:\/\/[^\s]+$/.test(link))
    throw new Error('ECABINET_URL must be the address at which people reach eCabinet, for the links in mails.')
  return {
    url,
    from,
    link,
    language: variables.ECABINET_MAIL_LANGUAGE === 'en' ? 'en' : 'vi',
    timeoutMs: mailTimeoutMs,
  }
}

function readNumber(variables: Variables, name: string, otherwise: number): number {
  const text = variables[name]
  if (text === undefined || text === '') return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`${name} must be a whole number, not “${text}”.`)
  return value
}
