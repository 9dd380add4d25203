//! The codes of refusals and findings in words that a resident reads in a letter.

/// A code in Chinese words; a code that has none yet is shown as it is, so that nobody is told less than the service knows.
#[must_use]
pub fn in_words(code: &str) -> &str {
    match code {
        "abnormal_list" => "申报主体在活动异常名录上",
        "serious_dishonesty_list" => "申报主体在严重违法失信名单上",
        "annual_inspection_failed" => "最近一次年检不合格",
        "annual_report_not_filed" => "没有报送最近一年的年报",
        "banned" => "申报主体仍在限制申报期内",
        "host_not_confirmed" => "依托单位没有确认",
        "forbidden_budget_line" => "预算中有不予支持的科目",
        "correction_expired" => "没有在期限内补正",
        "missing_community_opinion" => "缺少社区意见",
        "missing_declaration" => "缺少承诺书",
        "subtotal_not_supported" => "有一项预算没有写明依据",
        "already_publicly_funded" => "同一项目已获得财政资金支持",
        "objection_upheld" => "异议成立",
        "withdrawn_before_agreement" => "签约前主动退出",
        "not_signed_in_time" => "没有在期限内签约",
        other => other,
    }
}
