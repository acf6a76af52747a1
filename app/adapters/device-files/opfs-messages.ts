type Bytes = Uint8Array<ArrayBuffer>

export type OpfsWork =
  | { readonly do: 'read' | 'size' | 'remove'; readonly name: string }
  | { readonly do: 'write' | 'append'; readonly name: string; readonly bytes: Bytes }
  | { readonly do: 'read-range'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly do: 'truncate'; readonly name: string; readonly size: number }
  | { readonly do: 'rename'; readonly name: string; readonly to: string }
  | { readonly do: 'list' | 'room' }
export type OpfsRequest = OpfsWork & { readonly id: number }

export type OpfsAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: { readonly name: string; readonly message: string } }
