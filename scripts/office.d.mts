export declare function findOffice(): string | null
export declare function provideOffice(): string | null
