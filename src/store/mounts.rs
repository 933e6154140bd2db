//! Whether a folder lies on a file system of another machine, whose locks and renames cannot be relied on. Only Linux says.
#![expect(clippy::disallowed_methods, reason = "what is mounted where is asked of the system")]

use std::fs;
use std::path::{Path, PathBuf};

/// The file systems of other machines, as the kernel calls them; those of user space begin with `fuse.`.
const REMOTE: &[&str] = &[
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "davfs2",
    "glusterfs",
    "gvfsd-fuse",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "rclone",
    "s3fs",
    "smb2",
    "smb3",
    "smbfs",
    "sshfs",
];

/// Returns the kind of the network file system the folder lies on, or is to lie on; none on a disk of this machine.
#[must_use]
pub fn network_disk(folder: &Path) -> Option<String> {
    let mounts = fs::read("/proc/mounts").ok()?;
    let there = there(folder)?;
    remote(&String::from_utf8_lossy(&mounts), &there).map(str::to_owned)
}

/// Returns the folder, or the nearest above it that is there, without links.
fn there(folder: &Path) -> Option<PathBuf> {
    std::path::absolute(folder).ok()?.ancestors().find_map(|it| fs::canonicalize(it).ok())
}

/// Returns the kind of what is mounted deepest above the path, if that is the file system of another machine.
fn remote<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        Some((PathBuf::from(unescaped(fields.next()?)), fields.next()?))
    });
    // What was mounted later lies over what was there.
    let (_, kind) = mounts.filter(|(at, _)| path.starts_with(at)).max_by_key(|(at, _)| at.components().count())?;
    REMOTE.contains(&kind.strip_prefix("fuse.").unwrap_or(kind)).then_some(kind)
}

/// Returns the path of a mount: blanks and backslashes in it are written as three octal digits.
fn unescaped(field: &str) -> String {
    let mut parts = field.split('\\');
    let mut path = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) if byte.is_ascii() => path.extend([char::from(byte).to_string().as_str(), &part[3..]]),
            _ => path.extend(["\\", part]),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{network_disk, remote};

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
nas:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ann/local ext4 rw 0 0
ann@host:/ /home/ann/local/far\\040away\\134é fuse.sshfs rw 0 0
//nas/share /mnt cifs rw 0 0
/dev/sdc1 /mnt ext4 rw 0 0
broken
 /half
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
";

    #[test]
    fn the_deepest_mount_counts() {
        for (path, kind) in [
            ("/", None),
            ("/homes/ann", None),
            ("/home", Some("nfs4")),
            ("/home/ann/network", Some("nfs4")),
            ("/home/ann/local", None),
            ("/home/ann/local/network", None),
            ("/home/ann/local/far away\\é/network", Some("fuse.sshfs")),
            ("/mnt/network", None),
            ("/run/user/1000/gvfs/smb", Some("fuse.gvfsd-fuse")),
        ] {
            assert_eq!(remote(MOUNTS, Path::new(path)), kind, "{path}");
        }
        assert_eq!(remote("", Path::new("/home")), None);
        assert_eq!(remote("a /\\04 nfs\nb /\\777x nfs\nc / nfs", Path::new("/home")), Some("nfs"));
    }

    #[test]
    fn a_folder_that_is_not_there_yet_is_asked_for_too() {
        // Whatever is mounted here, no folder is too strange to ask for.
        for folder in ["", ".", "/no/such/folder", "no/such\nfolder", "/proc/self"] {
            drop(network_disk(Path::new(folder)));
        }
        assert_eq!(super::there(Path::new("/no-such-folder/network")), Some("/".into()));
    }
}
