import type { Result } from '#domain/kernel/result.ts'
import type { ReplyOf, RequestOf, RouteName } from '#protocol/http/contract.ts'
import type { Refusal } from '#protocol/refusals.ts'

/** offline: no answer came. It says nothing about whether the server has acted. */
export type CallFailure = Refusal | 'offline'

type Immutable<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends readonly (infer Part)[]
    ? readonly Immutable<Part>[]
    : { readonly [Key in keyof Value]: Immutable<Value[Key]> }

export type ServerApi = {
  /** Milliseconds that the server's clock is ahead of this machine's, as the last answers said; within a second or two. */
  clockOffset(): number
  call<Name extends RouteName>(
    name: Name,
    request: Immutable<RequestOf<Name>>,
    access?: string,
  ): Promise<Result<ReplyOf<Name>, CallFailure>>
  /** Bytes of a sealed file from `start` on. */
  download(
    file: string,
    options: { readonly start: number; readonly access: string; readonly signal: AbortSignal },
  ): Promise<Result<AsyncIterable<Uint8Array<ArrayBuffer>>, CallFailure>>
  upload(
    file: string,
    options: {
      readonly size: number
      readonly read: (range: { readonly start: number; readonly end: number }) => Promise<Uint8Array<ArrayBuffer>>
      readonly access: () => Promise<string>
      readonly onProgress: (sent: number) => void
      readonly signal: AbortSignal
    },
  ): Promise<Result<null, CallFailure>>
}
