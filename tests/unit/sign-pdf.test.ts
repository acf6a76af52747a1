import { X509Certificate, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { fromBER, OctetString } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { beforeAll, expect, test } from 'vitest'
import { signPdf } from '#adapters/pdf-export/sign-pdf.ts'
import { isSoundPdf } from '#support/pdf-check.ts'

type Bytes = Uint8Array<ArrayBuffer>
const support = (name: string) => path.resolve(import.meta.dirname, '../support', name)
const bytesOf = async (file: string): Promise<Bytes> => new Uint8Array(await readFile(file))
const words = { signedBy: 'Ký bởi', at: 'Thời gian ký: 08:00 01/12/2026', reason: 'GIẤY MỜI' }
/** Expires in 2056; nobody trusts it. */
const password = 'thu-nghiem'
let font: Bytes
let certificate: Bytes
let plain: Bytes

beforeAll(async () => {
  font = await bytesOf(path.resolve('node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'))
  certificate = await bytesOf(support('test-certificate.p12'))
  const doc = await PDFDocument.create()
  doc.addPage().drawText('Van ban')
  plain = new Uint8Array(await doc.save())
})
const signs = (change: { readonly file?: Bytes; readonly password?: string; readonly pdf?: Bytes } = {}) =>
  signPdf(
    change.pdf ?? plain.slice(),
    {
      file: { bytes: change.file ?? certificate, password: change.password ?? password },
      words,
      at: Date.UTC(2026, 11, 1, 1),
    },
    font,
  )

/** What a verifier reads: the bytes that are signed, and the signature over them. */
function partsOf(pdf: Bytes) {
  const text = Buffer.from(pdf).toString('latin1')
  const [from = 0, end = 0, again = 0, length = 0] = (/\/ByteRange \[([\d ]+)\]/.exec(text)?.[1] ?? '')
    .trim()
    .split(/ +/)
    .map(Number)
  const hex = text.slice(end + 1, again - 1)
  return {
    covers: from === 0 && again + length === pdf.length && text[end] === '<' && text[again - 1] === '>',
    signed: Buffer.concat([pdf.subarray(0, end), pdf.subarray(again)]),
    cms: Buffer.from(hex, 'hex'),
    text,
  }
}

test('a signed document is whole, covers every byte but the signature, and verifies by other means than it was made by', async () => {
  const made = await signs()
  if (!made.ok) throw new Error(made.error)
  expect(await isSoundPdf(made.value)).toBe(true)
  const { covers, signed, cms, text } = partsOf(made.value)
  expect(covers).toBe(true)
  for (const part of ['/SubFilter /ETSI.CAdES.detached', '/SigFlags 3', '/FT /Sig']) expect(text).toContain(part)
  const content = new ContentInfo({ schema: fromBER(cms).result })
  const data = new SignedData({ schema: content.content })
  const [info] = data.signerInfos
  const [owner] = data.certificates ?? []
  const node = new X509Certificate(Buffer.from((owner as { toSchema(): { toBER(): ArrayBuffer } }).toSchema().toBER()))
  expect(node.subject).toContain('CN=Người ký thử nghiệm')
  // RFC 5652, 5.4: what is signed is the set of attributes, and one of them is the digest of the document.
  const attributes = Buffer.from(info?.signedAttrs?.encodedValue ?? new ArrayBuffer(0))
  const signature = Buffer.from(info?.signature.valueBlock.valueHexView ?? new Uint8Array())
  expect(verify('sha256', attributes, node.publicKey, signature)).toBe(true)
  const values = info?.signedAttrs?.attributes ?? []
  expect(values.map(({ type }) => type)).toEqual([
    '1.2.840.113549.1.9.3',
    '1.2.840.113549.1.9.4',
    '1.2.840.113549.1.9.16.2.47',
  ])
  const digest = await crypto.subtle.digest('SHA-256', signed)
  const said = values[1]?.values[0] as OctetString
  expect(Buffer.from(said.valueBlock.valueHexView).equals(Buffer.from(digest))).toBe(true)
})

test('a byte that is changed afterwards is another document', async () => {
  const made = await signs()
  if (!made.ok) throw new Error(made.error)
  const { signed } = partsOf(made.value)
  const changed = made.value.slice()
  changed[100] = (changed[100] ?? 0) ^ 1
  const digests = await Promise.all(
    [signed, partsOf(changed).signed].map((all) => crypto.subtle.digest('SHA-256', all)),
  )
  expect(Buffer.from(digests[0] ?? new ArrayBuffer(0)).equals(Buffer.from(digests[1] ?? new ArrayBuffer(0)))).toBe(
    false,
  )
})

test.each<[string, () => Promise<Parameters<typeof signs>[0]>, string]>([
  ['a wrong password', async () => ({ password: 'sai' }), 'wrong-password'],
  ['a file that is none', async () => ({ file: plain }), 'not-a-signing-file'],
  ['a file cut short', async () => ({ file: certificate.slice(0, 500) }), 'not-a-signing-file'],
  [
    'a file under an old cipher',
    async () => ({ file: await bytesOf(support('test-certificate-old.p12')) }),
    'old-cipher',
  ],
  ['a document that is signed already', async () => ({ pdf: await twice() }), 'failed'],
])('%s gets its own answer, and nothing is signed', async (_name, change, fault) => {
  expect(await signs(await change())).toEqual({ ok: false, error: fault })
})

async function twice(): Promise<Bytes> {
  const made = await signs()
  if (!made.ok) throw new Error(made.error)
  return made.value
}
