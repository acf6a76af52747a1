import { createTransport } from 'nodemailer'
import type { SendMail } from './mailer.ts'

export type SmtpSettings = {
  /** smtp:// or smtps://, with name and password where the server wants them. */
  readonly url: string
  readonly from: string
  /** A server that says nothing for so long is given up for this time. */
  readonly timeoutMs: number
}

/** The organisation's own mail server (RFC 5321). */
export function createSmtpSender({ url, from, timeoutMs }: SmtpSettings): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, subject, text }) => {
    await transport.sendMail({
      from,
      to,
      subject,
      text,
      // Out-of-office answers to it help nobody (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
}
