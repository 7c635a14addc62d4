export declare function buildWeb(): void
