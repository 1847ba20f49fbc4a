import { z } from "zod";
/** Where a setting may be given besides the action input and flag of its name, and what it means. */
export interface SettingInfo {
    /** Environment variables; the first that is set counts. */
    readonly env: readonly string[];
    /** Section and key in the config file. */
    readonly file: readonly [section: string, key: string];
    /** For people: what it is, its default, range and unit. */
    readonly description: string;
    readonly secret?: true;
    /** What the input is when a workflow says nothing, where only a workflow can know it. */
    readonly inputDefault?: string;
}
/**
 * All settings, by the name of their action input and command-line flag: the one place that knows
 * their types and defaults. {@link settingInfo} tells the rest.
 */
export declare const settingsSchema: z.ZodObject<{
    "site-name": z.ZodOptional<z.ZodString>;
    "homeserver-url": z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
    "server-name": z.ZodOptional<z.ZodString>;
    "access-token": z.ZodOptional<z.ZodString>;
    "matrix-user": z.ZodOptional<z.ZodString>;
    "matrix-password": z.ZodOptional<z.ZodString>;
    "ignore-senders": z.ZodOptional<z.ZodPipe<z.ZodUnion<readonly [z.ZodArray<z.ZodString>, z.ZodPipe<z.ZodString, z.ZodTransform<string[], string>>]>, z.ZodTransform<string[], string[]>>>;
    "database-name": z.ZodOptional<z.ZodString>;
    "database-id": z.ZodOptional<z.ZodString>;
    "d1-mode": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        local: "local";
        remote: "remote";
    }>>>;
    "d1-transport": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        api: "api";
        auto: "auto";
        wrangler: "wrangler";
    }>>>;
    "cloudflare-api-token": z.ZodOptional<z.ZodString>;
    "cloudflare-account-id": z.ZodOptional<z.ZodString>;
    "cloudflare-api-base": z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
    "target-schema": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        classic: "classic";
        cwd: "cwd";
        garrul: "garrul";
    }>>>;
    "content-format": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        html: "html";
        markdown: "markdown";
        text: "text";
    }>>>;
    "schema-map": z.ZodOptional<z.ZodPipe<z.ZodPipe<z.ZodUnion<readonly [z.ZodPipe<z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>>, z.ZodTransform<string[][], Record<string, string | number>>>, z.ZodPipe<z.ZodString, z.ZodTransform<[string, string][], string>>]>, z.ZodArray<z.ZodTuple<[z.ZodString, z.ZodString], null>>>, z.ZodTransform<import("../d1/schemas/classic-map.ts").ClassicMap, [string, string][]>>>;
    "api-base": z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
    archive: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
    "reader-replies": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        delete: "delete";
        keep: "keep";
        refuse: "refuse";
    }>>>;
    "persist-to": z.ZodOptional<z.ZodString>;
    "wrangler-path": z.ZodOptional<z.ZodString>;
    "wrangler-cwd": z.ZodDefault<z.ZodString>;
    "site-dir": z.ZodDefault<z.ZodString>;
    "content-dir": z.ZodOptional<z.ZodString>;
    "base-url": z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
    "hugo-path": z.ZodDefault<z.ZodString>;
    discover: z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        auto: "auto";
        content: "content";
        rendered: "rendered";
    }>>>;
    "public-dir": z.ZodOptional<z.ZodString>;
    shortcodes: z.ZodOptional<z.ZodPipe<z.ZodUnion<readonly [z.ZodArray<z.ZodString>, z.ZodPipe<z.ZodString, z.ZodTransform<string[], string>>]>, z.ZodTransform<string[], string[]>>>;
    "duplicate-sections": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        error: "error";
        newest: "newest";
        oldest: "oldest";
    }>>>;
    mode: z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        "dry-run": "dry-run";
        migrate: "migrate";
        plan: "plan";
        report: "report";
        rollback: "rollback";
        verify: "verify";
    }>>>;
    shards: z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodInt>>;
    shard: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<import("../shard/shard.ts").Shard, string>>>;
    "dry-run": z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodBoolean, z.ZodPipe<z.ZodString, z.ZodEnum<{
        false: "false";
        true: "true";
    }>>]>, z.ZodTransform<boolean, "false" | "true" | boolean>>>;
    concurrency: z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodInt>>;
    "batch-size": z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodInt>>;
    "delay-between-batches": z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodInt>>;
    "oversized-content": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        fail: "fail";
        truncate: "truncate";
    }>>>;
    "max-retries": z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodInt>>;
    "checkpoint-file": z.ZodDefault<z.ZodString>;
    "checkpoint-interval": z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodInt>>;
    "state-key": z.ZodDefault<z.ZodString>;
    resume: z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        auto: "auto";
        never: "never";
        required: "required";
    }>>>;
    reset: z.ZodDefault<z.ZodPipe<z.ZodUnion<readonly [z.ZodBoolean, z.ZodPipe<z.ZodString, z.ZodEnum<{
        false: "false";
        true: "true";
    }>>]>, z.ZodTransform<boolean, "false" | "true" | boolean>>>;
    "time-budget": z.ZodOptional<z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>]>, z.ZodNumber>>;
    switch: z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        none: "none";
        "pull-request": "pull-request";
        "working-tree": "working-tree";
    }>>>;
    "replace-with": z.ZodDefault<z.ZodString>;
    "switch-branch": z.ZodDefault<z.ZodString>;
    "github-token": z.ZodOptional<z.ZodString>;
    "report-dir": z.ZodDefault<z.ZodString>;
    "fail-on": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        "failed-pages": "failed-pages";
        nothing: "nothing";
    }>>>;
    "log-level": z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodEnum<{
        debug: "debug";
        error: "error";
        info: "info";
        warn: "warn";
    }>>>;
}, z.core.$strip>;
/** The settings' values, checked, with defaults. */
export type Settings = z.output<typeof settingsSchema>;
/** Name of a setting: of its action input and of its flag. */
export type SettingName = keyof Settings;
/** The names of all settings, in the order of the documentation. */
export declare const settingNames: readonly SettingName[];
/** What is known of a setting besides its type. */
export declare function settingInfo(name: SettingName): SettingInfo;
/** Whether a setting is given as `true` or `false`, so that its flag may stand alone. */
export declare function isYesOrNo(name: SettingName): boolean;
