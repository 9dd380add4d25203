//! One viewer of an evening: a body that never ends by itself, fed by the newest frame.

use super::packed::{self, Coding};
use super::{Frame, Live};
use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;
use model::SessionId;
use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::watch;

/// After so many heartbeats somebody who signed in must come back with a fresh token: ten minutes, as long as a token is good. So a role that was taken away does not look on.
const BEATS_SIGNED_IN: u64 = 40;
/// Who missed so many heartbeats does not read any more, and is let go.
const BEATS_MISSED: u64 = 4;

/// A place in the hall; it is given back when the viewer leaves.
pub(super) struct Place {
    pub(super) live: Arc<Live>,
    pub(super) address: IpAddr,
    pub(super) device: Option<SessionId>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.live.leave(self.address, self.device);
    }
}

type Frames = watch::Receiver<Frame>;
/// Waits for the next frame and hands the receiver back; `None` when there will be none.
type Waiting = Pin<Box<dyn Future<Output = Option<Frames>>>>;

/// One viewer.
pub(super) struct Viewer {
    frames: Option<Frames>,
    waiting: Option<Waiting>,
    /// The version that was sent last.
    version: u64,
    /// The heartbeat that was sent last.
    beat: u64,
    /// The heartbeat at which somebody who signed in must come back.
    ends_at: Option<u64>,
    greeted: bool,
    coding: Coding,
    _place: Place,
}

impl Viewer {
    /// A viewer who holds the view of this sequence already, if any, who signed in or not, and who reads it in this coding.
    pub(super) fn new(frames: Frames, place: Place, of: (Option<i64>, bool, Coding)) -> Self {
        let (held, signed_in, coding) = of;
        let (version, beat) = {
            let frame = frames.borrow();
            let knows = held.is_some_and(|sequence| sequence >= frame.sequence);
            (if knows { frame.version } else { 0 }, frame.beat)
        };
        let ends_at = signed_in.then(|| beat.saturating_add(BEATS_SIGNED_IN));
        Self { frames: Some(frames), waiting: None, version, beat, ends_at, greeted: false, coding, _place: place }
    }

    /// What there is to say at once; `Err` when the stream ends.
    fn say(&mut self, frame: &Frame) -> Result<Option<Bytes>, End> {
        let overdue = self.ends_at.is_some_and(|at| frame.beat >= at);
        let slow = frame.beat.saturating_sub(self.beat) > BEATS_MISSED;
        if frame.closed || overdue || slow {
            return Err(End);
        }
        if !self.greeted {
            self.greeted = true;
            // The client's first pause before it comes back, in milliseconds.
            return Ok(Some(self.coded(b"retry: 500\n\n", packed::GREETING)));
        }
        if frame.version != self.version {
            (self.version, self.beat) = (frame.version, frame.beat);
            return Ok(Some(match self.coding {
                Coding::Identity => frame.message.clone(),
                Coding::Gzip => frame.packed.clone(),
            }));
        }
        if frame.beat != self.beat {
            self.beat = frame.beat;
            return Ok(Some(self.coded(b": ping\n\n", packed::PING)));
        }
        Ok(None)
    }

    const fn coded(&self, plain: &'static [u8], packed: &'static [u8]) -> Bytes {
        Bytes::from_static(match self.coding {
            Coding::Identity => plain,
            Coding::Gzip => packed,
        })
    }
}

/// The stream ends here.
struct End;

impl MessageBody for Viewer {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let viewer = self.get_mut();
        loop {
            if let Some(waiting) = viewer.waiting.as_mut() {
                match waiting.as_mut().poll(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(frames) => (viewer.waiting, viewer.frames) = (None, frames),
                }
            }
            let Some(mut frames) = viewer.frames.take() else {
                return Poll::Ready(None);
            };
            let frame = frames.borrow_and_update().clone();
            match viewer.say(&frame) {
                Err(End) => return Poll::Ready(None),
                Ok(Some(bytes)) => {
                    viewer.frames = Some(frames);
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Ok(None) => {
                    viewer.waiting = Some(Box::pin(async move { frames.changed().await.is_ok().then_some(frames) }));
                }
            }
        }
    }
}
