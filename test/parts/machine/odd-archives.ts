import { crc32 } from "node:zlib";

/** An entry of an archive, which may be one that no sane program makes. */
export interface OddEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** Where a symbolic or hard link leads. */
  readonly link?: { readonly kind: "symbolic" | "hard"; readonly to: string };
  /** Of a zip archive: the size that the entry says it has. */
  readonly announced?: number;
}

/**
 * A tar archive of these entries, unchecked.
 * Source: POSIX pax, "ustar Interchange Format"
 */
export function tarOf(entries: readonly OddEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, content = "", link }) => {
    const data = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write("0000644\0", 100);
    header.write("0000000\0", 108);
    header.write("0000000\0", 116);
    header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("00000000000\0", 136);
    header.write("        ", 148);
    header.write(link === undefined ? "0" : link.kind === "hard" ? "1" : "2", 156);
    header.write(link?.to ?? "", 157, 100);
    header.write("ustar\u000000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/**
 * A zip archive of these entries, uncompressed and unchecked.
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function zipOf(entries: readonly OddEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = "", link, announced } of entries) {
    const data = Buffer.from(link?.to ?? content);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(announced ?? data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const file = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, nameBytes, data]);
    const place = Buffer.alloc(14);
    const type = link === undefined ? 0o100644 : 0o120777;
    place.writeUInt32LE(type * 65_536, 6);
    place.writeUInt32LE(offset, 10);
    const madeByUnix = Buffer.from([20, 3]);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), madeByUnix, common, place, nameBytes]),
    );
    files.push(file);
    offset += file.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(all.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, all, Buffer.from("PK\u0005\u0006"), end]);
}
