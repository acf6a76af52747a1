import type { Sealer } from '#protocol/files/sealer.ts'

const ivBytes = 12

/** AES-256-GCM by the browser or Node. The key cannot be read back from the object. */
export function createWebSealer(key: CryptoKey): Sealer {
  const encode = (label: string) => new TextEncoder().encode(label)
  return {
    async seal(plain, label) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encode(label) }, key, plain)
      const sealed = new Uint8Array(ivBytes + box.byteLength)
      sealed.set(iv)
      sealed.set(new Uint8Array(box), ivBytes)
      return sealed
    },
    async open(sealed, label) {
      try {
        const iv = sealed.subarray(0, ivBytes)
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv, additionalData: encode(label) },
          key,
          sealed.subarray(ivBytes),
        )
        return new Uint8Array(plain)
      } catch {
        return null
      }
    },
  }
}

export const importSealer = async (key: Uint8Array<ArrayBuffer>): Promise<Sealer> =>
  createWebSealer(await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']))
