#pragma once

namespace mittari {

// The ten customers of a leap February.
inline constexpr const char* kFebruary =
    "customer_id,subscription_id,mrr,sub_start,sub_end,signup_source\n"
    "A,a1,100,2023-10-01,,search\nB,b1,200,2023-11-15,2024-02-15,search\nB,b2,260,2024-02-15,,search\n"
    "C,c1,80,2023-12-01,2024-02-10,social\nD,d1,150,2023-09-01,2023-12-20,email\nD,d2,120,2024-02-20,,email\n"
    "E,e1,50,2024-02-03,,referral\nF,f1,90,2024-02-05,2024-02-25,search\nG,g1,300,2023-08-01,,search\n"
    "G,g2,40,2023-08-01,2024-02-12,search\nH,h1,70,2024-01-10,2024-02-08,social\nH,h2,70,2024-02-18,,social\n"
    "I,i1,500,2023-07-01,2024-03-01,search\nJ,j1,60,2024-02-29,,referral\n";

}  // namespace mittari
