//! Writers beside each other, with readers between them: everybody's records are there, every answer is whole.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::folder::Folder;
use super::{size, told};

#[test]
fn everybody_who_writes_at_once_is_there() {
    let (mut written, mut read) = (0, 0);
    for _ in 0..size(1, 20) {
        for (writers, each) in [(2, size(40, 1_000)), (8, size(10, 250))] {
            let folder = Folder::network("crowd");
            read += crowd(&folder, writers, each);
            let list = folder.records();
            for writer in 0..writers {
                for n in 0..each {
                    assert!(
                        list.contains(&format!("\"w{writer}-{n}\"")),
                        "w{writer}-{n} of {writers} × {each} is lost"
                    );
                }
            }
            written += writers * each;
        }
    }
    told("crowd", &format!("{written} adds all there, {read} readers' answers whole"));
}

/// Returns how many answers the readers had.
fn crowd(folder: &Folder, writers: usize, each: usize) -> usize {
    let (done, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let answer = folder.done(&["list", "people", "--json"]);
                    assert!(answer.starts_with("{\"schema\":1,") && answer.ends_with("}\n"), "{answer}");
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let busy: Vec<_> = (0..writers)
            .map(|writer| {
                threads.spawn(move || {
                    for n in 0..each {
                        folder.done(&["add", &format!("W{writer} {n}")]);
                    }
                })
            })
            .collect();
        let ended: Vec<_> = busy.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        done.store(true, Ordering::Relaxed);
        assert!(ended.iter().all(Result::is_ok), "a writer failed");
    });
    answers.into_inner()
}
