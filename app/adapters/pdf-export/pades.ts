import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  AuthenticatedSafe,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeContents,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  type CertBag,
} from 'pkijs'
import type { SigningFault } from '#application/ports/paper-output.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A person's key with the certificates that vouch for it, as a PKCS #12 file (RFC 7292) holds them. */
export type SigningIdentity = {
  readonly key: CryptoKey
  readonly algorithm: 'RSA' | 'ECDSA'
  readonly certificate: Certificate
  /** Of those above it, as far as the file has them. */
  readonly chain: readonly Certificate[]
  readonly subject: { readonly name: string; readonly organisation: string }
}

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** ESS signing-certificate-v2, RFC 5035. */
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  ecPublicKey: '1.2.840.10045.2.1',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
} as const
const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
}

/** Opens a certificate file. Files under ciphers of the last century (RC2, 3DES) cannot be opened, and are told apart. */
export async function openSigningFile(file: Bytes, password: string): Promise<Result<SigningIdentity, SigningFault>> {
  let bags
  try {
    bags = await bagsOf(file, new TextEncoder().encode(password).buffer)
  } catch (error) {
    return fail(faultOf(error))
  }
  const certificates = bags.certificates
  if (!bags.key || certificates.length === 0) return fail('no-key')
  try {
    return ok(await identityOf(bags.key, certificates))
  } catch {
    return fail('no-key')
  }
}

function faultOf(error: unknown): SigningFault {
  const said = error instanceof Error ? error.message : ''
  if (/Incorrect OID|not supported|Unsupported|Unknown.*algorithm|contentEncryptionAlgorithm/i.test(said))
    return 'old-cipher'
  if (/integrity|decrypt|operation-specific|OperationError/i.test(said) || (error as Error).name === 'OperationError')
    return 'wrong-password'
  return 'not-a-signing-file'
}

async function bagsOf(file: Bytes, password: ArrayBuffer) {
  const parsed = fromBER(file)
  if (parsed.offset === -1) throw new Error('Not DER')
  const pfx = new PFX({ schema: parsed.result })
  await pfx.parseInternalValues({ password, checkIntegrity: true })
  const safe = pfx.parsedValue?.authenticatedSafe
  if (!(safe instanceof AuthenticatedSafe)) throw new Error('No safe')
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) })
  const found: { key: PrivateKeyInfo | null; certificates: Certificate[] } = { key: null, certificates: [] }
  for (const { value } of safe.parsedValue.safeContents as readonly { readonly value: SafeContents }[])
    for (const { bagId, bagValue } of value.safeBags) {
      if (bagId === oid.shroudedKey) {
        const bag = bagValue as PKCS8ShroudedKeyBag
        await (
          bag as unknown as { parseInternalValues(with_: { password: ArrayBuffer }): Promise<void> }
        ).parseInternalValues({
          password,
        })
        found.key = bag.parsedValue ?? null
      } else if (bagValue instanceof PrivateKeyInfo) found.key = bagValue
      else if (bagId === oid.certificate && (bagValue as CertBag).parsedValue instanceof Certificate)
        found.certificates.push((bagValue as CertBag).parsedValue as Certificate)
    }
  return found
}

async function identityOf(key: PrivateKeyInfo, certificates: readonly Certificate[]): Promise<SigningIdentity> {
  const isEc = key.privateKeyAlgorithm.algorithmId === oid.ecPublicKey
  const parameters: unknown = key.privateKeyAlgorithm.algorithmParams
  const curve = parameters instanceof ObjectIdentifier ? (curves[parameters.valueBlock.toString()] ?? '') : ''
  const algorithm = isEc ? { name: 'ECDSA', namedCurve: curve } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const signing = await crypto.subtle.importKey('pkcs8', key.toSchema().toBER(), algorithm, false, ['sign'])
  // Whose certificate it is: the one that verifies what the key signs.
  const probe = new Uint8Array(32)
  const sign = isEc ? { name: 'ECDSA', hash: 'SHA-256' } : algorithm
  const signature = await crypto.subtle.sign(sign, signing, probe)
  for (const certificate of certificates) {
    const spki = certificate.subjectPublicKeyInfo.toSchema().toBER()
    const own = await crypto.subtle
      .importKey('spki', spki, algorithm, false, ['verify'])
      .then((publicKey) => crypto.subtle.verify(sign, publicKey, signature, probe))
      .catch(() => false)
    if (!own) continue
    return {
      key: signing,
      algorithm: isEc ? 'ECDSA' : 'RSA',
      certificate,
      chain: certificates.filter((other) => other !== certificate),
      subject: { name: wordOf(certificate, oid.commonName), organisation: wordOf(certificate, oid.organisation) },
    }
  }
  throw new Error('No certificate belongs to the key')
}

function wordOf(certificate: Certificate, type: string): string {
  const found = certificate.subject.typesAndValues.find((each) => each.type === type)
  const { value } = (found?.value.valueBlock ?? {}) as { readonly value?: unknown }
  return typeof value === 'string' ? value : ''
}

/**
 * The signature of a PDF as PAdES asks for it (ETSI EN 319 142-1, level B-B): CMS, detached, with the digest of what is signed and
 * that of the certificate among what is signed.
 * @param digest SHA-256 of the bytes that are signed.
 */
export async function signDetached(identity: SigningIdentity, digest: ArrayBuffer): Promise<Bytes> {
  const { certificate, chain, key } = identity
  const certificateHash = await crypto.subtle.digest('SHA-256', certificate.toSchema(true).toBER())
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] })
  // ESSCertIDv2 says SHA-256 by saying nothing.
  const essCertificate = new Sequence({
    value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: certificateHash })] })] })],
  })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(oid.contentType, new ObjectIdentifier({ value: oid.data })),
            attribute(oid.messageDigest, new OctetString({ valueHex: digest })),
            attribute(oid.signingCertificate, essCertificate),
          ],
        }),
      }),
    ],
    certificates: [certificate, ...chain],
  })
  await signed.sign(key, 0, 'SHA-256')
  const content = new ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) })
  return new Uint8Array(content.toSchema().toBER())
}
