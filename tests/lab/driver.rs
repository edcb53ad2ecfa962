//! Drives a laboratory as the page does.

use fluxion::lab::message::{Picture, Problem, Reply, Request};
use fluxion::lab::settings::Sample;
use fluxion::lab::{Lab, Settings};

/// A laboratory whose pictures are drawn at once, and what it has said.
pub struct Driver {
    pub lab: Lab,
    pub pictures: Vec<Picture>,
    pub problems: Vec<Problem>,
    pub notices: Vec<Problem>,
    /// The settings that the page shows.
    pub settings: Settings,
    pub points: [Vec<Sample>; 2],
}

impl Driver {
    /// A laboratory with these settings, at step 0.
    pub fn new(settings: Settings) -> Driver {
        let lab = Lab::new(|| 0.0);
        let mut driver = Driver {
            lab,
            pictures: vec![],
            problems: vec![],
            notices: vec![],
            settings: settings.clone(),
            points: Default::default(),
        };
        driver.ask(Request::Set(settings));
        driver
    }

    /// Makes a request and works until nothing is left to do; gives the last picture.
    pub fn ask(&mut self, request: Request) -> &Picture {
        if let Request::Set(settings) = &request {
            self.settings = settings.clone();
        }
        self.lab.receive(request);
        while self.lab.has_work() {
            self.work();
        }
        self.last()
    }

    /// Does one piece of work.
    pub fn work(&mut self) {
        let mut replies = Vec::new();
        self.lab.work(&mut |reply| replies.push(reply));
        for reply in replies {
            match reply {
                Reply::Points { training, testing } => self.points = [training, testing],
                Reply::Problem(problem) => self.problems.push(problem),
                Reply::Notice(notice) => self.notices.push(notice),
                Reply::Settings(settings) => self.settings = *settings,
                // Texts and landscapes have tests of their own.
                Reply::Text(..) | Reply::Survey(_) | Reply::Heights { .. } => {}
                Reply::Picture(picture) => {
                    self.lab.receive(Request::Drawn(picture.number));
                    self.pictures.push(*picture);
                }
            }
        }
    }

    /// The last picture.
    pub fn last(&self) -> &Picture {
        self.pictures.last().expect("the laboratory has sent a picture")
    }
}
