/**
 * How far a paper may go. These are the office's own labels and never the law's degrees of secrecy: papers that are a state
 * secret do not enter at all.
 */
export const markings = [
  'public', // Công khai
  'internal', // Nội bộ
  'restricted', // Hạn chế
] as const
export type Marking = (typeof markings)[number]

/** What was published before papers had a marking. */
export const markingUnlessSaid: Marking = 'internal'

/** Whether those who read it may also print it and keep copies outside the app. */
export const mayBeTaken = (marking: Marking): boolean => marking !== 'restricted'

/** Whether what leaves the app says on every page who took it, and when. */
export const isStamped = (marking: Marking): boolean => marking !== 'public'

/** Whether the screen says on every page who is reading. */
export const isStampedOnScreen = (marking: Marking): boolean => marking === 'restricted'
