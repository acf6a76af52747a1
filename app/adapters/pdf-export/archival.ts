import { PDFHexString, PDFName, PDFString, type PDFDocument } from '@cantoo/pdf-lib'
import { escapeMarkup } from '#protocol/kernel/escape-markup.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { srgbProfile } from './srgb-profile.ts'

/**
 * Makes of a document with embedded fonts one for the archive: PDF/A-2b (ISO 19005-2). It says what it is (XMP), what its colours
 * mean (an output intent), and has an identifier.
 * @param of What it was made of: the same gives the same identifier.
 */
export async function markAsArchival(
  doc: PDFDocument,
  { title, at, of }: { readonly title: string; readonly at: Date; readonly of: unknown },
): Promise<void> {
  const { context, catalog } = doc
  // Whole seconds: both places must say the same.
  const moment = new Date(Math.floor(at.getTime() / 1000) * 1000)
  doc.setTitle(title)
  doc.setCreator('eCabinet')
  doc.setProducer('eCabinet')
  doc.setCreationDate(moment)
  doc.setModificationDate(moment)
  const packet = context.stream(new TextEncoder().encode(xmp(title, moment)), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(PDFName.of('Metadata'), context.register(packet))
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }))
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB'),
    Info: PDFString.of('sRGB'),
    DestOutputProfile: profile,
  })
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(of))))
  const id = PDFHexString.of(toHex(digest.subarray(0, 16)))
  context.trailerInfo.ID = context.obj([id, id])
}

function xmp(title: string, at: Date): string {
  const moment = at.toISOString().replace(/\.\d+Z$/, 'Z')
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeMarkup(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>eCabinet</xmp:CreatorTool>
<xmp:CreateDate>${moment}</xmp:CreateDate>
<xmp:ModifyDate>${moment}</xmp:ModifyDate>
<pdf:Producer>eCabinet</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`
}
