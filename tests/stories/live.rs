//! The live stream: everybody sees the newest view of their own, soon after the act, and nothing that is hidden.

use crate::evening::Evening;
use harness::{Engine, Town, on_both_engines};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

on_both_engines! {
    an_act_reaches_every_audience_and_a_hidden_one_nobody(town) {
        let evening = Evening::drawn(town, &json!({ "policy": "immediate" }));
        let live = evening.path("live");
        let (screen, public) = (evening.screen(), town.stranger());
        let mut hall = screen.stream(&live, None).ok().unwrap();
        let mut street = public.stream(&live, None).ok().unwrap();
        for (name, value) in [("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-accel-buffering", "no")] {
            assert_eq!(hall.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()), Some(value));
        }
        let (first, other) = (hall.message().unwrap(), street.message().unwrap());
        assert_eq!((&first.data["audience"], &other.data["audience"]), (&json!("screen"), &json!("public")));
        assert_eq!(first.data, evening.stage(&screen));
        evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
        let opened = hall.message().unwrap();
        assert_eq!((&opened.data["slots"][0]["state"], opened.id > first.id), (&json!("scoring"), true));
        assert_eq!(street.message().unwrap().data["slots"][0]["state"], "scoring");
        let judge = evening.judge(1);
        judge.put_once(&format!("{}/sheet", evening.proposal(1)), "k1", &crate::evening::marks("30", "40")).ok();
        evening.resident(1).put_once(&format!("{}/ballot", evening.proposal(1)), "k1", &json!({ "choice": "approve" })).ok();
        judge.post_once(&format!("{}/sheet/signature", evening.proposal(1)), "k2", &json!({})).ok();
        assert_eq!(hall.message().unwrap().data["slots"][0]["submitted"], 1);
        evening.zhao.set(&evening.path("stage/scene"), &json!({ "kind": "blackout" })).ok();
        assert_eq!(hall.message().unwrap().data["scene"]["kind"], "blackout");
        // The street heard neither of the sheet nor of the ballot: the scene is what comes next.
        assert_eq!(street.message().unwrap().data["scene"]["kind"], "blackout");
    }

    who_has_the_newest_view_is_not_sent_it_again(town) {
        let evening = Evening::drawn(town, &json!({ "policy": "immediate" }));
        let live = evening.path("live");
        let public = town.stranger();
        let held = public.stream(&live, None).ok().unwrap().message().unwrap();
        let mut back = public.stream(&live, Some(held.id)).ok().unwrap();
        evening.zhao.set(&evening.path("stage/scene"), &json!({ "kind": "thanks" })).ok();
        let newest = back.message().unwrap();
        assert_eq!((&newest.data["scene"]["kind"], newest.id), (&json!("thanks"), held.id + 1));
        assert_eq!(public.stream(&live, Some(held.id)).ok().unwrap().message().unwrap().text, newest.text);
    }

    the_host_sees_whose_device_is_there(town) {
        let evening = Evening::drawn(town, &json!({ "policy": "immediate" }));
        let mut desk = evening.zhao.stream(&evening.path("live"), None).ok().unwrap();
        assert_eq!(desk.message().unwrap().data["devices"][0], json!({ "seat": "J1", "screen": null, "last_seen_at": null }));
        evening.judge(1);
        assert_eq!(desk.message().unwrap().data["devices"][0], json!({ "seat": "J1", "screen": null, "last_seen_at": "2025-03-10T17:00:00+08:00" }));
        assert_eq!(evening.stage(&evening.judge(2))["devices"], json!(null));
    }
}

#[test]
fn an_act_in_one_process_reaches_the_viewers_of_another() {
    let town = Town::found(Engine::Postgres);
    let evening = Evening::drawn(&town, &json!({ "policy": "immediate" }));
    let other = town.second_process();
    let path = format!("http://{}{}", other.address, evening.path("live"));
    let mut away = town.stranger().stream_at(&path).ok().unwrap();
    assert_eq!(away.message().unwrap().data["scene"]["kind"], "welcome");
    evening.zhao.set(&evening.path("stage/scene"), &json!({ "kind": "thanks" })).ok();
    assert_eq!(away.message().unwrap().data["scene"]["kind"], "thanks");
    let _second = town.stranger().stream_at(&path).ok().unwrap();
    let third = town.stranger().stream_at(&path).ok().unwrap();
    town.stranger().stream_at(&path).err().unwrap().is_refused("slow-down", "streams_per_address");
    drop(third);
}

#[test]
fn a_shutdown_ends_the_streams_and_waits_for_none_of_them() {
    let mut town = Town::found(Engine::Sqlite);
    let live = Evening::drawn(&town, &json!({ "policy": "immediate" })).path("live");
    let mut streams: Vec<_> = (0..20).map(|_| town.stranger().stream(&live, None).ok().unwrap()).collect();
    assert!(streams.iter_mut().all(|s| s.message().is_some()));
    let took = town.stop();
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert!(streams.iter_mut().all(|s| s.message().is_none()));
}

#[test]
fn who_does_not_read_is_let_go_and_comes_back_to_the_newest_view() {
    let town = Town::found(Engine::Postgres);
    let evening = Evening::drawn(&town, &json!({ "policy": "immediate" }));
    let narrow = town.narrow_process(Duration::from_secs(1));
    let (public, path) = (town.stranger(), evening.path("live"));
    let live = format!("http://{}{path}", narrow.address);
    // A phone that opens the stream and is forgotten in a pocket: its system takes what fits, and nobody reads it.
    let mut silent = TcpStream::connect(narrow.address).unwrap();
    write!(silent, "GET {path} HTTP/1.1\r\nhost: pocket\r\n\r\n").unwrap();
    silent.read_exact(&mut [0; 15]).unwrap();
    public.stream_at(&live).err().unwrap().is_refused("slow-down", "streams_per_address");
    let begun = Instant::now();
    let (step, mut back) = (0..)
        .find_map(|step| {
            assert!(begun.elapsed() < Duration::from_secs(60), "the silent one holds its place still");
            evening.zhao.set(&evening.path("stage/scene"), &json!({ "kind": "ranking", "step": step })).ok();
            public.stream_at(&live).ok().map(|stream| (step, stream))
        })
        .unwrap();
    assert!(step > 0, "it was let go before it stopped reading");
    let scene = |message: harness::Message| message.data["scene"]["step"].as_i64().unwrap();
    let mut shown = scene(back.message().unwrap());
    while shown < step {
        shown = scene(back.message().unwrap());
    }
    assert_eq!(shown, step);
}
