import { officeExtensions } from '#domain/papers/office-file.ts'

/** What a file chooser offers: papers as they are read, and as they are written. */
export const paperFileTypes = ['application/pdf', ...officeExtensions.map((extension) => `.${extension}`)].join(',')
